// The elements and expressions that Vue reads in what VitePress' parser makes of Markdown, as rows.
import { componentPlugin } from "@mdit-vue/plugin-component";
import { sfcPlugin } from "@mdit-vue/plugin-sfc";
import { NodeTypes, parse } from "@vue/compiler-dom";
import MarkdownIt from "markdown-it";
import attrs from "markdown-it-attrs";
import container from "markdown-it-container";

import { answer } from "./lines.mjs";

const reader = new MarkdownIt({ html: true, linkify: true });
reader.use(componentPlugin);
for (const name of ["tip", "info", "warning", "danger", "details", "code-group", "raw", "v-pre"]) {
  reader.use(container, name, {
    render: (tokens, index) =>
      tokens[index].nesting === 1 ? `<section class="${name}">` : "</section>",
  });
}
reader.block.ruler.before("fence", "snippet", snippet);
reader.block.ruler.before("heading", "toc", toc, { alt: ["paragraph", "reference", "blockquote"] });
reader.use(attrs);
reader.use(sfcPlugin);

const { code_inline: code, fence, code_block: block } = reader.renderer.rules;
const inPre = (render) => (...all) => render(...all).replace(/^<(pre|code)/, "<$1 v-pre code");
Object.assign(reader.renderer.rules, { code_inline: inPre(code), fence: inPre(fence), code_block: inPre(block) });

// <<< @/file: a code block with what the file holds.
function snippet(state, start, _end, silent) {
  const first = state.bMarks[start] + state.tShift[start];
  if (state.sCount[start] - state.blkIndent >= 4 || !state.src.startsWith("<<<", first)) return false;
  if (silent) return true;
  state.line = start + 1;
  const token = state.push("fence", "code", 0);
  token.info = "snippet";
  token.content = state.src.slice(first, state.eMarks[start]);
  token.markup = "```";
  token.map = [start, start + 1];
  return true;
}

// [[toc]]: a list of the headings, as of https://github.com/mdit-vue/mdit-vue (plugin-toc).
function toc(state, start, _end, silent) {
  const first = state.bMarks[start] + state.tShift[start];
  if (state.sCount[start] - state.blkIndent >= 4) return false;
  if (!/^\[\[toc\]\]$/i.test(state.src.slice(first, state.eMarks[start]).trim())) return false;
  if (silent) return true;
  state.line = start + 1;
  state.push("toc_open", "nav", 1).map = [start, state.line];
  state.push("toc_close", "nav", -1);
  return true;
}

const TRANSLATED = new Set([
  "alt", "aria-label", "caption", "description", "id", "label", "placeholder", "text", "title",
]);

function property(each) {
  if (each.type === NodeTypes.ATTRIBUTE) return [each.name, each.value?.content ?? ""];
  return [each.rawName ?? each.name, each.exp?.content ?? ""];
}

function rows(nodes, depth, verbatim, found) {
  for (const node of nodes) {
    if (node.type === NodeTypes.TEXT) {
      if (verbatim) found.push({ depth, type: "code", value: node.content.replace(/\s+/g, " ") });
    } else if (node.type === NodeTypes.INTERPOLATION) {
      found.push({ depth, type: "interpolation", value: node.content.content });
    } else if (node.type === NodeTypes.COMMENT) {
      found.push({ depth, type: "comment", value: node.content });
    } else if (node.type === NodeTypes.ELEMENT) {
      const known = node.props.map(property).filter(([name]) => !TRANSLATED.has(name));
      found.push({ depth, type: "element", name: node.tag, attributes: known });
      rows(node.children, depth + 1, verbatim || node.props.some(({ name }) => name === "code"), found);
    }
  }
  return found;
}

await answer((text) => {
  const env = {};
  const html = reader.render(text, env);
  const found = rows(
    parse(html, { comments: true, onError: (error) => { throw error; } }).children, 0, false, []);
  const { template, ...blocks } = env.sfcBlocks ?? {};
  for (const each of Object.values(blocks).flat()) if (each) found.push({ depth: 0, type: each.type, value: each.content });
  return found;
});
