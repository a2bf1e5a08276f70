/** Posts a reply without leaving the page. Whatever goes wrong, the form still holds the words. */

/**
 * Takes over a composer's submit.
 *
 * @param {HTMLFormElement} form
 * @param {(answer: {number: number, change: number}) => void} onPosted
 */
export function postByScript(form, onPosted) {
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const button = form.querySelector("button[type='submit'], button:not([type])");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      await send(form, onPosted);
    } finally {
      if (!form.hasAttribute("data-closed")) button.removeAttribute("aria-disabled");
    }
  });
}

/** Lets no press of *Post* through while the conversation is closed, and says so where it is. */
export function closeToPosting(form, isClosed) {
  const button = form.querySelector("[type='submit']");
  form.toggleAttribute("data-closed", isClosed);
  for (const [name, value] of [["aria-disabled", "true"], ["aria-describedby", "closed-note"]]) {
    if (isClosed) button.setAttribute(name, value);
    else button.removeAttribute(name);
  }
}

async function send(form, onPosted) {
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
  } catch {
    showErrors(form, ["The connection failed. Your words are kept here; press again when you are back online."]);
    return;
  }
  if (answer.status === 201) {
    showErrors(form, []);
    const posted = await answer.json();
    form.dispatchEvent(new CustomEvent("hub:posted", { detail: posted }));
    onPosted(posted);
  } else if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
    const { errors, token } = await answer.json();
    if (token) form.dispatchEvent(new CustomEvent("hub:new-token", { detail: { token } }));
    showErrors(form, Object.values(errors).flat());
  } else if (answer.type === "opaqueredirect" || answer.status === 403) {
    form.submit(); // the sign-in has expired: the server keeps the words and leads there and back
  } else {
    showErrors(form, ["Something went wrong on our side. Your words are kept here; try again in a minute."]);
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
