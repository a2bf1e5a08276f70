/** Closes a `<details class="menu">` as people expect: by Escape, a click elsewhere, or leaving it. */
export function closeMenus() {
  document.addEventListener("click", (event) => closeExcept(event.target.closest?.("details.menu")));
  document.addEventListener("focusin", (event) => closeExcept(event.target.closest?.("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

function closeExcept(kept) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== kept) menu.open = false;
  }
}
