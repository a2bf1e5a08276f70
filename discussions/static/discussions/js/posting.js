/** Posts a reply without leaving the page. Whatever goes wrong, the form or the outbox holds the words. */

/**
 * Takes over a composer's submit.
 *
 * @param {HTMLFormElement} form
 * @param {object} outbox  where a reply waits while there is no connection
 * @param {(answer: {number: number, change: number}) => void} onPosted
 */
export function postByScript(form, outbox, onPosted) {
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.submitter?.name === "confirmed") confirmedIn(form).value = event.submitter.value;
    const button = form.querySelector("button[type='submit'], button:not([type])");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      await send(form, outbox, onPosted);
    } finally {
      if (!form.hasAttribute("data-closed")) button.removeAttribute("aria-disabled");
    }
  });
}

async function send(form, outbox, onPosted) {
  if (!navigator.onLine || outbox.hasWaiting) {
    await putAside(form, outbox); // behind those that wait: replies keep their order
    return;
  }
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
  } catch {
    await putAside(form, outbox);
    return;
  }
  if (answer.status === 201) {
    showErrors(form, []);
    const posted = await answer.json();
    form.dispatchEvent(new CustomEvent("hub:posted", { detail: posted }));
    onPosted(posted);
  } else if (answer.status === 202) {
    form.dispatchEvent(new CustomEvent("hub:posted", { detail: {} }));
    location.assign((await answer.json()).url); // it waits for a Lead, and stands there
  } else if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
    const { errors, token, pause } = await answer.json();
    if (token) form.dispatchEvent(new CustomEvent("hub:new-token", { detail: { token } }));
    showErrors(form, Object.values(errors).flat());
    if (pause) showPause(form, pause);
  } else if (answer.type === "opaqueredirect" || answer.status === 403) {
    form.submit(); // the sign-in has expired: the server keeps the words and leads there and back
  } else {
    showErrors(form, ["Something went wrong on our side. Your words are kept here; try again in a minute."]);
  }
}

/** Keeps a reply until the connection returns, and makes room for the next. Blank and blocked ones stay here. */
async function putAside(form, outbox) {
  if (form.elements.body.value.trim() && outbox.keep(form)) {
    showErrors(form, []);
    form.dispatchEvent(new CustomEvent("hub:posted", { detail: {} }));
    await outbox.sendAll();
    if (outbox.hasWaiting) form.querySelector("[data-saved]").textContent = "Your reply waits above until the connection returns.";
  } else {
    showErrors(form, ["The connection failed. Your words are kept here; press again when you are back online."]);
  }
}

function showErrors(form, sentences) {
  const place = form.querySelector("[data-form-errors]");
  place.replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.className = "field__error";
      line.textContent = sentence;
      return line;
    }),
  );
}

const confirmedIn = (form) => form.querySelector("input[name='confirmed']");

/** Shows what may let somebody be recognised, and the two ways on. */
function showPause(form, { token, found }) {
  const list = document.createElement("ul");
  list.append(...found.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  const button = (words, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    made.className = "button button--quiet button--small";
    made.addEventListener("click", act);
    return made;
  };
  const ways = Object.assign(document.createElement("div"), { className: "actions" });
  ways.append(
    button("Change it", () => {
      showErrors(form, []);
      (form.querySelector("[contenteditable='true']") ?? form.elements.body).focus();
    }),
    button("Post it as it is", () => {
      confirmedIn(form).value = token;
      form.requestSubmit();
    }),
  );
  form.querySelector("[data-form-errors]").append(list, ways);
}
