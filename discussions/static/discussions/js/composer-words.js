/** Small helpers of the composer that know words and nothing of its form. */

const QUOTED_CHARACTERS = 400;

/** Gives what is selected in a post, or its first words. */
export function wordsOf(post) {
  const body = post.querySelector(".post__body");
  const selection = getSelection();
  const isInside =
    !selection.isCollapsed && body.contains(selection.anchorNode) && body.contains(selection.focusNode);
  const words = (isInside ? selection.toString() : body.innerText).replace(/\s+/g, " ").trim();
  if (isInside || words.length <= QUOTED_CHARACTERS) return words;
  return `${words.slice(0, QUOTED_CHARACTERS).replace(/\s\S*$/, "")}…`;
}

/** Makes the editor's own paragraphs of text as it was typed: nothing in it is taken for a mark. */
export function plainToContent(text) {
  const paragraphs = text.split(/\n\s*\n/).map((words) => ({
    type: "paragraph",
    content: words.split("\n").flatMap((line, index) => [
      ...(index ? [{ type: "hardBreak" }] : []),
      ...(line ? [{ type: "text", text: line }] : []),
    ]),
  }));
  return { type: "doc", content: paragraphs };
}

/** Gives the words of HTML with a blank line between paragraphs. */
export function textOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html"); // inert: nothing runs or loads
  page.querySelectorAll("br").forEach((end) => end.replaceWith("\n"));
  const paragraphs = [...page.querySelectorAll("p")].map((paragraph) => paragraph.textContent);
  return paragraphs.length ? paragraphs.join("\n\n") : page.body.textContent;
}

/** Gives a number for one press of *Post*: however often it arrives, it posts once. */
export function newToken() {
  if (crypto.randomUUID) return crypto.randomUUID(); // absent on plain http away from this machine
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Gives the uploaded files that stand in a composer: {id, name, facts} of each. */
export function filesIn(form) {
  return [...form.querySelectorAll("[name='uploaded']")].map((input) => {
    const text = (part) => input.parentElement.querySelector(`.file__${part}`).textContent;
    return { id: input.value, name: text("name"), facts: text("facts") };
  });
}
