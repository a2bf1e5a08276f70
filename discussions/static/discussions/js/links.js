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
      say(link, "Link copied");
    } catch {
      say(link, "The address bar has the link");
    }
  });
}

function say(link, words) {
  const note = document.createElement("span");
  note.className = "meta";
  note.setAttribute("role", "status");
  link.after(note);
  note.textContent = ` ${words}`;
  setTimeout(() => note.remove(), 3000);
}
