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

// Only who is signed in has a way out, and drafts that should go with them.
if (document.querySelector("[data-sign-out]")) {
  import("discussions/draft").then(({ forgetDraftsAtSignOut }) => forgetDraftsAtSignOut());
}
