/** What presses on the page send, one after the other: of two quick ones the server hears the later last. */

let turn = Promise.resolve();

/**
 * Sends what a press says, with the token every form of the page carries.
 *
 * @param {string} address
 * @param {Record<string, string>} facts
 * @returns {Promise<boolean>} whether the server took it
 */
export function press(address, facts) {
  turn = turn.then(() => send(address, facts));
  return turn;
}

async function send(address, facts) {
  const csrfmiddlewaretoken = document.querySelector("[name='csrfmiddlewaretoken']")?.value;
  if (!csrfmiddlewaretoken) return false;
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams({ ...facts, csrfmiddlewaretoken }),
    headers: { Accept: "application/json" },
    redirect: "manual",
    keepalive: true,
  }).catch(() => null);
  return answer?.status === 204;
}

/** Says something for a moment beside what was pressed. */
export function sayBeside(pressed, words) {
  const note = document.createElement("span");
  note.className = "meta";
  note.setAttribute("role", "status");
  pressed.after(note);
  note.textContent = ` ${words}`;
  setTimeout(() => note.remove(), 3000);
}

/** What is said when a press did not arrive. */
export const NOT_TAKEN = "That did not arrive. Try again in a moment.";
