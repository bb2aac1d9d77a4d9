import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Ferries",
  locales: { root: { label: "English", lang: "en" }, es: { label: "Español", lang: "es" } },
});
