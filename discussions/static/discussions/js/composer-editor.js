/** The rich-text box itself. Loaded when somebody begins to write, with the editor it is made of. */

import * as prose from "django-prose-editor/editor";
import { Mention } from "discussions/composer-mentions";
import { tidyPaste } from "discussions/composer-paste";

const { Editor, Extension } = prose;

// Tab leaves the box, as it leaves every field; Ctrl+] and Ctrl+[ move an item in and out.
const ListItem = prose.ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

// Always from 1, as the server writes it; the package's own has styles and a dialog we do not offer.
const OrderedList = prose.OrderedList.extend({
  addNodeView: null,
  addAttributes: () => ({ start: { default: 1, parseHTML: () => 1 } }),
  addInputRules() {
    return [prose.wrappingInputRule({ find: /^1[.)]\s$/, type: this.type })];
  },
});

const HardBreak = prose.HardBreak.extend({
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
  },
});

const Link = prose.Link.configure({
  openOnClick: false,
  defaultProtocol: "https",
  HTMLAttributes: { target: null, rel: null },
  isAllowedUri: (address) => isSafeAddress(address),
});

/** May a post link there? The server asks the same. */
export function isSafeAddress(address) {
  return /^(https?:\/\/[^\s/?#@]+([/?#]|$)|mailto:\S)/i.test(address ?? "");
}

/**
 * Opens an editor in `element`.
 *
 * `content` is HTML or the editor's own JSON. `onPost` and `onLink` answer Ctrl+Enter and Ctrl+K, `onUpdate` a change of the words,
 * `onMove` that and every move of the selection; `onKey` may take a key before the editor does.
 */
export function openEditor({ element, content, attributes, onUpdate, onMove, onPost, onLink, onKey }) {
  const shortcuts = Extension.create({
    name: "composerShortcuts",
    priority: 1000,
    addKeyboardShortcuts: () => ({
      "Mod-Enter": () => (onPost(), true),
      "Mod-k": () => (onLink(), true),
    }),
  });
  return new Editor({
    element,
    content,
    injectCSS: false, // the content policy allows no style of a script's making; composer.css has it
    extensions: [
      prose.Document, prose.Paragraph, prose.Text, prose.Bold, prose.Italic, prose.History, prose.Blockquote,
      prose.BulletList, OrderedList, ListItem, HardBreak, Link, Mention, shortcuts,
    ],
    editorProps: { attributes, transformPastedHTML: tidyPaste, handleKeyDown: (view, event) => onKey(event) },
    onUpdate,
    onTransaction: onMove,
  });
}
