/**
 * The switch between the system's colours, light and dark. The choice stays in this browser;
 * hub/theme.js puts it on before the next page is painted. Other open pages follow.
 */
export function offerThemes() {
  const choices = document.querySelectorAll("[data-theme-choice]");
  show(choices, remembered());
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      remember(choice.value);
      show(choices, choice.value);
    });
  }
  window.addEventListener("storage", (event) => {
    if (event.key === "theme") show(choices, event.newValue ?? "system");
  });
}

function show(choices, theme) {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const choice of choices) choice.checked = choice.value === theme;
}

function remembered() {
  try {
    const theme = localStorage.getItem("theme");
    return theme === "light" || theme === "dark" ? theme : "system";
  } catch {
    return "system";
  }
}

function remember(theme) {
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // It lasts as long as the page does.
  }
}
