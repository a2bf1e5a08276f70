// Words chosen in a paragraph make its mark the way to ask about those words.

const MOST_LETTERS = 1500;

/** Give the part a selection begins in and the words of it that are chosen, cut at its end; null for none. */
function chosen() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const start = range.startContainer;
  const part = (start instanceof Element ? start : start.parentElement)?.closest("[data-part]");
  const mark = part?.querySelector("[data-mark]");
  if (!mark || mark.contains(start)) return null;
  if (!part.contains(range.endContainer) || range.comparePoint(mark, 0) <= 0) range.setEndBefore(mark);
  const words = range.toString().trim();
  return words && words.length <= MOST_LETTERS ? { mark, words } : null;
}

let shown = null;

function putBack() {
  if (!shown) return;
  shown.mark.href = shown.href;
  shown.mark.textContent = shown.text;
  shown.mark.classList.remove("mark--chosen");
  shown = null;
}

function show() {
  const found = chosen();
  if (shown && document.activeElement === shown.mark) return; // a press would lose what it is about to do
  putBack();
  if (!found) return;
  const { mark, words } = found;
  shown = { mark, href: mark.getAttribute("href"), text: mark.textContent };
  const address = new URL(mark.href);
  address.searchParams.set("words", words);
  mark.href = address.href;
  mark.textContent = "Ask about these words";
  mark.classList.add("mark--chosen");
}

if (document.querySelector("[data-mark]")) document.addEventListener("selectionchange", show);
