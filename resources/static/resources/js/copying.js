// A press that copies what stands in a field.

/** Let each `[data-copy]` copy its words, and say so. Where the browser will not, choose them for Ctrl+C. */
export function offerCopies() {
  for (const box of document.querySelectorAll("[data-copy]")) {
    const words = box.querySelector("[data-copy-words]");
    const said = box.querySelector("[data-copy-said]");
    box.querySelector("[data-copy-press]").addEventListener("click", async () => {
      words.select();
      try {
        await navigator.clipboard.writeText(words.value);
        said.textContent = "Copied.";
      } catch {
        said.textContent = "It is chosen: press Ctrl+C to copy it.";
      }
    });
  }
}
