// While somebody writes a title, shows below it what was said and written about that already.

const PATIENCE_MS = 700;
const FEWEST_LETTERS = 8;

const place = document.querySelector("[data-alike]");
const title = place && document.querySelector(`[name="${place.dataset.alike}"]`);

let timer = 0;
let asked = "";

/** Ask for what is like these words, unless other words were typed meanwhile. */
async function ask(words) {
  asked = words;
  const address = new URL(place.dataset.address, location.href);
  address.searchParams.set("q", words);
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || asked !== words) return; // it is a courtesy: nothing is said where it fails
  place.innerHTML = (await answer.json()).html;
  place.hidden = !place.childElementCount;
}

function wait() {
  clearTimeout(timer);
  const words = title.value.trim();
  if (words.length >= FEWEST_LETTERS && words !== asked) timer = setTimeout(() => ask(words), PATIENCE_MS);
}

if (title) {
  (title.closest(".field") ?? title).after(place);
  title.addEventListener("input", wait);
}
