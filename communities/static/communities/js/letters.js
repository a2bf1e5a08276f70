/** Keeps the line about letters that are leaving up to date, until all have left. */

const EVERY_MS = 3000;

export function watchLetters() {
  const line = document.querySelector("[data-letters]");
  if (!line) return;
  line.querySelector("[data-letters-still]").remove();
  const ask = async () => {
    const answer = await fetch(line.dataset.letters, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      const { sent, total } = await answer.json();
      const words = sent < total ? `${sent} of ${total} sent.` : `All ${total} sent.`;
      line.querySelector("[data-letters-words]").textContent = words;
      if (sent >= total) return;
    } else if (answer) {
      return;
    }
    setTimeout(ask, EVERY_MS);
  };
  setTimeout(ask, EVERY_MS);
}
