/**
 * Makes what is pasted from Word, Outlook and web pages fit to be read by the editor.
 *
 * The editor drops what its schema does not know; what it cannot know is that Word's bullets are
 * paragraphs that say `mso-list`. The server cleans once more: this is for what people see at once.
 */

const EMPTY = /^[\s\u00a0\u200b]*$/;

/** Gives pasted HTML back with its lists as lists, and without what nobody meant to paste. */
export function tidyPaste(html) {
  const page = new DOMParser().parseFromString(shelveStyles(html), "text/html"); // nothing runs or loads
  page.querySelectorAll("style, script, meta, link, title, xml, img, svg, math").forEach((part) => part.remove());
  for (const part of page.querySelectorAll("*")) {
    if (part.localName.includes(":")) part.replaceWith(...part.childNodes);
  }
  for (const part of page.querySelectorAll("b, i, span, font")) styleToMarks(part);
  for (const heading of page.querySelectorAll("h1, h2, h3, h4, h5, h6")) headingToBold(heading);
  for (const item of page.querySelectorAll("p[data-style*='mso-list'], div[data-style*='mso-list']")) wordItem(item);
  for (const table of [...page.querySelectorAll("table")].reverse()) tableToLines(table); // inner ones first
  for (const line of page.querySelectorAll("p, div, li")) {
    if (!line.children.length && EMPTY.test(line.textContent)) line.remove();
  }
  return page.body.innerHTML;
}

/** Takes out style sheets and comments, and puts styles where no content policy minds them. */
function shelveStyles(html) {
  return html
    .replace(/<!--[^]*?-->|<style\b[^]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));
}

/** Google Docs says bold and italic in styles, and wraps all it copies in a `b` that is not bold. */
function styleToMarks(part) {
  const style = part.dataset.style ?? "";
  const weight = /(?<![\w-])font-weight:\s*(\w+)/i.exec(style)?.[1];
  const isBold = /^(bold(er)?|[6-9]00)$/i.test(weight);
  const isItalic = /font-style:\s*italic/i.test(style);
  if (part.localName === "b" && weight && !isBold) part.replaceWith(...part.childNodes);
  for (const name of [isBold && "strong", isItalic && "em"].filter(Boolean)) {
    const mark = part.ownerDocument.createElement(name);
    mark.append(...part.childNodes);
    part.append(mark);
  }
}

function headingToBold(heading) {
  const line = heading.ownerDocument.createElement("p");
  const bold = heading.ownerDocument.createElement("strong");
  bold.append(...heading.childNodes);
  line.append(bold);
  heading.replaceWith(line);
}

/** Makes a line of each row, as the server does: the editor has no tables and would run the cells together. */
function tableToLines(table) {
  const make = (name, ...inside) => {
    const line = table.ownerDocument.createElement(name);
    line.append(...inside);
    return line;
  };
  const lines = [...table.rows].flatMap((row) => {
    const cells = [...row.cells].filter((cell) => !EMPTY.test(cell.textContent));
    const isLine = cells.every((cell) => cell.querySelectorAll("p, div, li").length < 2 && !cell.querySelector("ul, ol"));
    if (!isLine) return cells.map((cell) => make("div", ...cell.childNodes));
    const line = make("p");
    for (const cell of cells) {
      for (const block of cell.querySelectorAll("p, div")) block.replaceWith(...block.childNodes);
      line.append(...(line.hasChildNodes() ? [" | "] : []), ...cell.childNodes);
    }
    return [line];
  });
  table.replaceWith(...lines);
}

/** Moves a paragraph that Word calls an item into the list before it, at its level. */
function wordItem(line) {
  const style = line.dataset.style;
  const level = Number(/mso-list:\s*\S+\s+level(\d)/i.exec(style)?.[1] ?? 0);
  if (!level) return;
  const marker = line.querySelector("[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]");
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
