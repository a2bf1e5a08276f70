/* Beside each block of a page that is edited: what is asked about it, leading to the list of questions. */

const asked = new Map();
for (const question of document.querySelectorAll("[data-asked-about]")) {
  const block = question.dataset.askedAbout;
  asked.set(block, [...(asked.get(block) ?? []), question]);
}

function markBlocks() {
  for (const [block, questions] of asked) {
    const place = document.querySelector(`[data-contentpath="${block}"]`);
    if (!place || place.querySelector(":scope > .asked-here")) continue;
    place.prepend(...questions.map(markOf));
  }
}

function markOf(question) {
  const mark = document.createElement("p");
  mark.className = "asked-here";
  const link = document.createElement("a");
  link.href = `#${question.id}`;
  link.textContent = `Asked about this: ${question.querySelector("a").textContent}`;
  mark.append(link);
  return mark;
}

if (asked.size) {
  // Wagtail draws the blocks by script, some when it is opened: it is looked at again when something came.
  markBlocks();
  new MutationObserver(markBlocks).observe(document.querySelector("form[data-edit-form]") ?? document.body, {
    childList: true,
    subtree: true,
  });
}
