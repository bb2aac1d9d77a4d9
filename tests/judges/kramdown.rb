# What kramdown makes of Markdown: one JSON string of HTML a line, for each on stdin.
require "json"
require "kramdown"
require "kramdown-parser-gfm" # as Jekyll sites read their pages unless they say otherwise

# Ids that follow the words of headings would differ.
OPTIONS = { input: "GFM", auto_ids: false, hard_wrap: false, syntax_highlighter: nil }.freeze

$stdin.each_line do |line|
  text = JSON.parse(line)
  answer = begin
    { html: Kramdown::Document.new(text, OPTIONS).to_html }
  rescue StandardError => error
    { error: error.message[0, 200] }
  end
  puts JSON.generate(answer)
end
