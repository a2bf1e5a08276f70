import { sayBeside } from "discussions/press";

/** Copies the address of a Post when its Link is pressed, and says so where it was pressed. */
export function offerLinks(posts) {
  posts.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-action='copy-link']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
    event.preventDefault();
    const address = new URL(link.getAttribute("href"), location.origin + location.pathname);
    history.replaceState(history.state, "", address);
    try {
      await navigator.clipboard.writeText(address.href);
      sayBeside(link, "Link copied");
    } catch {
      sayBeside(link, "The address bar has the link");
    }
  });
}
