/*
 * Runs before the first paint, in the head, as a plain file: says that script runs, and puts
 * on the colours this browser was told to remember. No cookie: public pages stay the same for all.
 */
(function () {
  var root = document.documentElement;
  root.classList.add("has-script");
  try {
    var theme = window.localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (refused) {
    /* A browser that remembers nothing follows its system. */
  }
})();
