// Which theme and language does the first painted pixel have? Runs before anything is drawn.
(function () {
  var root = document.documentElement;
  var read = function (key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  var theme = read("tanamori.theme");
  var dark =
    theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-theme", dark ? "dark" : "light");
  var locale = read("tanamori.locale") || navigator.language || "en";
  root.lang = locale.slice(0, 2) === "ja" ? "ja" : "en";
})();
