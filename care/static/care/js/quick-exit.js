/** Leaves a page at once, so that *Back* does not return to it. */

for (const link of document.querySelectorAll("[data-quick-exit]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true; // before the other page has come
    location.replace(link.href);
  });
}
