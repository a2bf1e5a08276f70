/**
 * What becomes of the page of a conversation that its reader can no longer read: it says so, once, and
 * keeps of itself nothing but what they were writing.
 *
 * Why is not told, because the page does not know: moved, taken away, a membership or a sign-in that
 * ended all answer alike.
 */

import { textOf } from "discussions/composer-words";

const TITLE = "You can no longer read this conversation here";
const REASON = "It may have been moved, taken away or kept for fewer people, or your sign-in has ended.";
const WORDS =
  "What you wrote is still in the box below. From now on it is kept in this browser only, so copy it before you leave this page.";
/** Parts of the page that speak of posts. */
const NOTHING_TO_SAY = "[data-posts-title], [data-pages], [data-to-start], [data-writing], [data-connection]";

/** Takes a conversation off its page. `list` is its PostList. */
export function takeAway(root, list) {
  const focused = document.activeElement;
  const form = root.querySelector("form[data-composer]");
  const hasWords = Boolean(form?.elements.body.value.trim());
  const box = form?.querySelector("[data-composer-box]");
  const before = box?.getBoundingClientRect().top;

  list.close();
  for (const part of root.querySelectorAll(NOTHING_TO_SAY)) part.hidden = true;
  if (form) closeComposer(form);
  keepOnly(root.querySelector("[data-reply]"), hasWords ? form : null);
  const top = root.querySelector("[data-thread-top]");
  top.replaceChildren(...notice(form, hasWords));
  document.title = document.title.replace(/^.*(?= - )/, TITLE);

  const isWriting = hasWords && box.contains(focused);
  if (isWriting) scrollBy({ top: box.getBoundingClientRect().top - before, behavior: "instant" });
  else if (focused !== document.body && !focused.getClientRects().length) {
    top.querySelector("button, a").focus({ preventScroll: true }); // what they were on is not there any more
  }
  top.scrollIntoView({ block: "nearest", behavior: "instant" });
  list.announcer.sayLast(`${TITLE}.${hasWords ? " What you wrote is still in the box." : ""}`);
}

/** Leaves of the composer what holds the words: nothing else in it can do anything now. */
function closeComposer(form) {
  form.toggleAttribute("data-gone", true);
  for (const part of form.children) part.hidden = !part.contains(form.elements.body);
  form.dispatchEvent(new CustomEvent("hub:gone"));
}

function keepOnly(section, kept) {
  section.hidden = !kept;
  section.setAttribute("aria-label", "What you wrote");
  for (const part of section.children) part.hidden = part !== kept;
}

function notice(form, hasWords) {
  const part = (name, textContent, className = "") => Object.assign(document.createElement(name), { textContent, className });
  const actions = part("div", "", "actions");
  if (hasWords) {
    const copy = Object.assign(part("button", "Copy my words", "button"), { type: "button" });
    const said = part("span", "", "meta");
    said.setAttribute("role", "status");
    copy.addEventListener("click", async () => (said.textContent = await copyWords(form)));
    actions.append(copy, said);
  }
  actions.append(Object.assign(part("a", "Try to open it again"), { href: location.pathname }));
  return [part("h1", TITLE, "thread__title"), part("p", REASON), ...(hasWords ? [part("p", WORDS)] : []), actions];
}

/** Copies what was written, or selects it for whoever has to copy it themselves; gives a sentence about it. */
async function copyWords(form) {
  const { body, body_format: format } = form.elements;
  try {
    await navigator.clipboard.writeText(format.value === "html" ? textOf(body.value) : body.value);
    return "Copied.";
  } catch {
    const editor = form.querySelector("[contenteditable='true']");
    (editor ?? body).focus();
    if (editor) getSelection().selectAllChildren(editor);
    else body.select();
    return "Your words are selected: copy them from there.";
  }
}
