# What kramdown makes of Markdown: one JSON string of HTML a line, for each on stdin.
require "json"
require "kramdown"

$stdin.each_line do |line|
  text = JSON.parse(line)
  answer = begin
    { html: Kramdown::Document.new(text, input: "kramdown").to_html }
  rescue StandardError => error
    { error: error.message[0, 200] }
  end
  puts JSON.generate(answer)
end
