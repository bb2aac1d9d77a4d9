export default {
  title: "Ferries",
  url: "https://ferries.example",
  baseUrl: "/",
  i18n: { defaultLocale: "en", locales: ["en", "es"] },
};
