/** The row of tools above the words, and the small panel that asks for an address. */

import { isSafeAddress } from "discussions/composer-editor";

const ACTS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
};

/**
 * Brings the tools of a composer to life.
 *
 * @param {HTMLElement} box holds the toolbar and the link panel
 * @param {() => import("django-prose-editor/editor").Editor} editor
 * @returns {{update: Function, askForLink: Function}}
 */
export function startToolbar(box, editor) {
  const toolbar = box.querySelector("[role='toolbar']");
  const tools = [...toolbar.querySelectorAll("[data-tool]")];
  const panel = linkPanel(box, editor, toolbar.querySelector("[data-tool='link']"));

  tools.forEach((tool, index) => (tool.tabIndex = index ? -1 : 0)); // one stop for Tab, arrows inside
  toolbar.addEventListener("keydown", (event) => {
    const next = neighbour(tools, document.activeElement, event.key);
    if (!next) return;
    event.preventDefault();
    rove(tools, next);
    next.focus();
  });
  toolbar.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  toolbar.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-tool]");
    if (!tool) return;
    rove(tools, tool);
    if (tool.dataset.tool === "link") panel.toggle();
    else ACTS[tool.dataset.tool](editor().chain().focus()).run();
  });

  function update() {
    for (const tool of tools) {
      tool.setAttribute("aria-pressed", String(editor().isActive(tool.dataset.tool)));
    }
  }
  update();
  return { update, askForLink: panel.open };
}

function rove(tools, current) {
  for (const tool of tools) tool.tabIndex = tool === current ? 0 : -1;
}

function neighbour(tools, current, key) {
  const here = tools.indexOf(current);
  const last = tools.length - 1;
  const places = {
    ArrowRight: here === last ? 0 : here + 1,
    ArrowLeft: here === 0 ? last : here - 1,
    Home: 0,
    End: last,
  };
  return tools[places[key]];
}

function linkPanel(box, editor, tool) {
  const panel = box.querySelector("[data-link-panel]");
  const address = panel.querySelector("[data-link-address]");
  const apply = panel.querySelector("[data-link-apply]");
  const remove = panel.querySelector("[data-link-remove]");
  const error = panel.querySelector("[data-link-error]");

  function open() {
    const current = editor().getAttributes("link").href ?? "";
    address.value = current;
    apply.textContent = current ? "Change link" : "Add link";
    remove.hidden = !current;
    say("");
    show(true);
    address.focus();
    address.select();
  }

  function close() {
    show(false);
    editor().commands.focus();
  }

  function show(isOpen) {
    panel.hidden = !isOpen;
    tool.setAttribute("aria-expanded", String(isOpen));
  }

  function say(sentence) {
    error.textContent = sentence;
    address.toggleAttribute("aria-invalid", false);
    if (sentence) address.setAttribute("aria-invalid", "true");
  }

  function set() {
    const href = wholeAddress(address.value);
    if (!href) {
      say("Enter an address such as www.gov.uk or name@council.gov.uk.");
      address.focus();
      return;
    }
    const chain = editor().chain().focus();
    if (editor().isActive("link")) chain.extendMarkRange("link").setLink({ href }).run();
    else if (!editor().state.selection.empty) chain.setLink({ href }).run();
    else {
      const words = address.value.trim();
      chain.insertContent([{ type: "text", text: words, marks: [{ type: "link", attrs: { href } }] }]).run();
      editor().chain().unsetMark("link").run();
    }
    show(false);
  }

  apply.addEventListener("click", set);
  panel.querySelector("[data-link-cancel]").addEventListener("click", close);
  remove.addEventListener("click", () => {
    editor().chain().focus().extendMarkRange("link").unsetLink().run();
    show(false);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === address) set();
    else return;
    event.preventDefault(); // Enter here must not post the form
    event.stopPropagation();
  });

  return { open, toggle: () => (panel.hidden ? open() : close()) };
}

/** Makes an address whole, as people leave parts out; gives nothing when a post may not link there. */
export function wholeAddress(typed) {
  const words = typed.trim();
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(words)) return `mailto:${words}`;
  const address = /^[a-z][a-z0-9+.-]*:/i.test(words) && !/^[^/]+\.[a-z]+:\d/i.test(words) ? words : `https://${words}`;
  return isSafeAddress(address) && (address.startsWith("mailto:") || /[^./]\.[^./]|localhost/.test(address)) ? address : "";
}
