// What VitePress' parser makes of Markdown: one JSON string of HTML a line, for each on stdin.
import { createInterface } from "node:readline";
import MarkdownIt from "markdown-it";
import container from "markdown-it-container";
import attrs from "markdown-it-attrs";

const parser = new MarkdownIt({ html: true, linkify: true });
for (const name of ["tip", "info", "warning", "danger", "details", "code-group", "raw", "v-pre"]) {
  parser.use(container, name, {
    render: (tokens, index) =>
      tokens[index].nesting === 1 ? `<section class="${name}">` : "</section>",
  });
}
parser.use(attrs);

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { html: parser.render(JSON.parse(line)) };
  } catch (error) {
    answer = { error: String(error.message ?? error).slice(0, 200) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
