/** Starts what every page has. The one module that base.html loads. */

import { focusErrorSummary, countCharacters } from "hub/forms";
import { closeMenus } from "hub/menus";
import { offerThemes } from "hub/themes";
import { keepTimes } from "hub/times";

focusErrorSummary();
countCharacters();
closeMenus();
offerThemes();
keepTimes();

// Only who begins to search needs suggestions.
for (const box of document.querySelectorAll("[data-suggest]")) {
  const begin = () => import("finding/suggest").then(({ suggestFor }) => suggestFor(box));
  box.addEventListener("focus", begin, { once: true });
  if (document.activeElement === box) box.dispatchEvent(new Event("focus"));
}

// Only who is signed in has a way out, drafts that should go with them, and replies that wait to be sent.
const me = document.querySelector("[data-me]")?.dataset.me;
if (me || document.querySelector("[data-sign-out]")) {
  import("discussions/draft").then(async ({ forgetDraftsAtSignOut, hasUnsent, keepOnlyDraftsOf }) => {
    forgetDraftsAtSignOut();
    if (!me || !hasUnsent()) return;
    keepOnlyDraftsOf(me);
    const { startOutbox } = await import("discussions/outbox");
    startOutbox(me);
  });
}
