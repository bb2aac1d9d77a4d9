import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://ferries.example",
  integrations: [
    starlight({
      title: "Ferries",
      locales: { root: { label: "English", lang: "en" }, es: { label: "Español", lang: "es" } },
    }),
  ],
});
