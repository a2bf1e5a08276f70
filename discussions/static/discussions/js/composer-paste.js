/**
 * Makes what is pasted from Word, Outlook and web pages fit to be read by the editor.
 *
 * The editor drops what its schema does not know; what it cannot know is that Word's bullets are
 * paragraphs that say `mso-list`. The server cleans once more: this is for what people see at once.
 */

const EMPTY = /^[\s\u00a0\u200b]*$/;

/** Gives pasted HTML back with its lists as lists, and without what nobody meant to paste. */
export function tidyPaste(html) {
  const page = new DOMParser().parseFromString(html, "text/html"); // inert: nothing runs or loads
  page.querySelectorAll("style, script, meta, link, title, xml, img, svg, math").forEach((part) => part.remove());
  for (const part of page.querySelectorAll("*")) {
    if (part.localName.includes(":")) part.replaceWith(...part.childNodes);
  }
  for (const heading of page.querySelectorAll("h1, h2, h3, h4, h5, h6")) headingToBold(heading);
  for (const item of page.querySelectorAll("p[style*='mso-list'], div[style*='mso-list']")) wordItem(item);
  for (const line of page.querySelectorAll("p, div, li")) {
    if (!line.children.length && EMPTY.test(line.textContent)) line.remove();
  }
  return page.body.innerHTML;
}

function headingToBold(heading) {
  const line = heading.ownerDocument.createElement("p");
  const bold = heading.ownerDocument.createElement("strong");
  bold.append(...heading.childNodes);
  line.append(bold);
  heading.replaceWith(line);
}

/** Moves a paragraph that Word calls an item into the list before it, at its level. */
function wordItem(line) {
  const style = line.getAttribute("style");
  const level = Number(/mso-list:\s*\S+\s+level(\d)/i.exec(style)?.[1] ?? 0);
  if (!level) return;
  const marker = line.querySelector("[style*='mso-list:Ignore' i], [style*='mso-list: Ignore' i]");
  const kind = /^\s*\(?([0-9]{1,3}|[a-z]|[ivx]{1,5})[.)]/i.test(marker?.textContent ?? "") ? "ol" : "ul";
  marker?.remove();

  const make = (name) => line.ownerDocument.createElement(name);
  let list = line.previousElementSibling;
  if (!list?.matches("[data-word-list]")) {
    list = make(kind);
    list.dataset.wordList = "";
    line.before(list);
  }
  for (let depth = 1; depth < level && list.lastElementChild; depth += 1) {
    const inner = list.lastElementChild.lastElementChild;
    if (inner?.matches("ul, ol")) {
      list = inner;
    } else {
      list.lastElementChild.append(make(kind));
      list = list.lastElementChild.lastElementChild;
    }
  }
  if (list.matches("[data-word-list]") && list.localName !== kind && level === 1) {
    const next = make(kind);
    next.dataset.wordList = "";
    list.after(next);
    list = next;
  }
  const item = make("li");
  const words = make("p");
  words.append(...line.childNodes);
  item.append(words);
  list.append(item);
  line.remove();
}
