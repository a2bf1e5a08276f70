/** Takes people to the summary of what is wrong, so that it is read out and its links are near. */
export function focusErrorSummary() {
  document.querySelector("[data-error-summary]")?.focus();
}

/**
 * Counts down the characters of a box that has a limit.
 *
 * The box's own `maxlength` is lifted, because it cuts a paste short without a word; the
 * server says kindly when it is too much, and the count says so before.
 */
export function countCharacters() {
  for (const count of document.querySelectorAll("[data-count-for]")) {
    const box = document.getElementById(count.dataset.countFor);
    if (!box) continue;
    const limit = Number(count.dataset.limit);
    box.removeAttribute("maxlength");
    const spoken = liveCopy(count);
    let pause;
    const update = () => {
      const left = limit - box.value.length;
      count.textContent = inWords(left);
      count.classList.toggle("field__count--over", left < 0);
      clearTimeout(pause);
      pause = setTimeout(() => {
        spoken.textContent = left <= limit / 10 ? inWords(left) : "";
      }, 1000);
    };
    box.addEventListener("input", update);
    if (box.value) update();
  }
}

function inWords(left) {
  const many = Math.abs(left) === 1 ? "character" : "characters";
  return left < 0 ? `${-left} ${many} too many` : `${left} ${many} left`;
}

/** The count changes with every key, so what is read out is a copy that waits for a pause. */
function liveCopy(count) {
  const copy = document.createElement("span");
  copy.className = "visually-hidden";
  copy.setAttribute("role", "status");
  count.after(copy);
  return copy;
}
