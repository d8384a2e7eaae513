import Notebooks
import Testing

@Suite struct ConvertTests {
  let scratch = Scratch()

  private func convert(_ input: String, _ output: String) -> (status: Int32, notes: String) {
    var notes = ""
    let status = Convert.run(scratch.path + "/" + input, scratch.path + "/" + output) { notes += $0 + "\n" }
    return (status, notes)
  }

  @Test func scriptsBecomeNotebooksAndComeBack() throws {
    let text =
      "# %% One tags=[\"a\"]\nprint(1)\nplt.show()\n#> 1\n#> [figure a/1.png 4x3]\n\n# %% [markdown]\n# text\n"
    try scratch.write("a.py", text)
    try scratch.write("figures/a/1.png", ToyKernel.figure("p").png)
    #expect(convert("a.py", "a.ipynb") == (0, ""))
    try scratch.write("b/x", "")
    #expect(convert("a.ipynb", "b/a.py") == (0, ""))
    #expect(try scratch.read("b/a.py") == text)
    #expect(try Files.read(scratch.path + "/b/figures/a/1.png") == ToyKernel.figure("p").png)
    #expect(convert("a.ipynb", "c.ipynb").status == 0)
    #expect(try scratch.read("c.ipynb") == scratch.read("a.ipynb"))
  }

  @Test func notebooksAreReplayedAsTheyAre() throws {
    try scratch.write("a.py", "# %% One\nprint 1\nfigure p\n#> 1\n#> [figure a/1.png 4x3]\n")
    try scratch.write("figures/a/1.png", ToyKernel.figure("p").png)
    #expect(convert("a.py", "a.ipynb").status == 0)
    var options = ReplayOptions(isolation: .inProcess)
    options.makeKernel = { _ in ToyKernel() }
    options.differences = scratch.path + "/differences"
    #expect(Replay.run([scratch.path + "/a.ipynb"], options) == 0)
    try scratch.write("figures/a/1.png", ToyKernel.figure("q").png)
    #expect(convert("a.py", "a.ipynb").status == 0)
    #expect(Replay.run([scratch.path + "/a.ipynb"], options) == 1)
  }

  @Test func whatCannotBeConvertedIsRefusedAndNothingIsWritten() throws {
    try scratch.write("a.py", "x = 1\n")
    try scratch.write("bad.ipynb", "{\"nbformat\": 4")
    #expect(convert("a.py", "b.py").status == 2)
    #expect(convert("a.py", "b.txt").status == 2)
    #expect(convert("none.py", "b.ipynb").status == 2)
    #expect(convert("bad.ipynb", "b.py").status == 2)
    #expect(convert("bad.ipynb", "b.html").status == 2)
    // A script in another format of jupytext's would be one cell.
    func script(_ format: String) -> String {
      "# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n#       format_name: \(format)\n# ---\n\nx = 1\n"
    }
    try scratch.write("light.py", script("light"))
    let light = convert("light.py", "b.ipynb")
    #expect(light.status == 2)
    #expect(light.notes.contains("is in jupytext's light format; jupytext --to py:percent"))
    #expect(try Files.list(scratch.path) == ["a.py", "bad.ipynb", "light.py"])
    try scratch.write("light.py", script("percent"))
    #expect(convert("light.py", "b.ipynb").status == 0)
  }

  @Test func whatDoesNotFitIsSaid() throws {
    let notebook =
      ##"{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x", "outputs": [{"output_type": "display_data", "data": {"text/html": "<b>"}}, {"output_type": "stream", "name": "stderr", "text": "w"}]}, {"cell_type": "code", "source": "# %% y\ns = '''"}]}"##
    try scratch.write("a.ipynb", notebook)
    let outcome = convert("a.ipynb", "a.py")
    #expect(outcome.status == 0)
    #expect(outcome.notes.contains("cell 1: text/html is left out"))
    #expect(outcome.notes.contains("cell 1: standard error is left out"))
    #expect(outcome.notes.contains("cell 2: a line of its source reads as the beginning of a cell"))
    #expect(outcome.notes.contains("cell 2: its source ends inside a string"))
  }

  @Test func aPageHoldsEverythingAndRunsNothing() throws {
    let attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    try scratch.write(
      "a.py",
      """
      # %% [markdown]
      # # Title \(attack)
      # [link](javascript:alert(3)) [good](https://example.org/?a=1&b=2) ![picture](http://example.org/x.png)
      #
      # - one **bold**
      # - two `code <b>`
      #
      # | a | b |
      # |---|---|
      # | 1 | 2 |
      # %% \(attack)
      x = '\(attack)'  # note
      #> \(attack)
      #> [figure a/1.png 4x3]
      #> [figure a/2.png 4x3]
      """)
    try scratch.write("figures/a/1.png", ToyKernel.figure("p").png)
    #expect(convert("a.py", "a.html").status == 0)
    let page = try scratch.read("a.html")
    #expect(!page.contains("<script"))
    #expect(!page.contains("<img src=x"))
    #expect(!page.contains("javascript:"))
    #expect(page.contains("default-src 'none'; img-src data:; style-src 'sha256-"))
    #expect(page.contains("<a href=\"https://example.org/?a=1&amp;b=2\""))
    #expect(page.contains("<strong>bold</strong>"))
    #expect(page.contains("<code>code &lt;b&gt;</code>"))
    #expect(page.contains("<td>2</td>"))
    #expect(page.contains("src=\"data:image/png;base64,iVBORw0KGgo"))
    #expect(page.contains("[figure a/2.png 4x3] is missing"))
    #expect(page.contains("<span class=\"c\"># note</span>"))
    #expect(page.components(of: "<li class=\"level") == 2)
  }

  @Test func picturesThatMarkdownNamesAreInThePage() throws {
    let png = ToyKernel.figure("p").png
    try scratch.write(
      "deep/a.py", "# %% [markdown]\n# ![near](pictures/x%20y.png) ![far](../z.png) ![text](t.png)\n")
    try scratch.write("deep/pictures/x y.png", png)
    try scratch.write("deep/t.png", "<script>")
    try scratch.write("z.png", png)
    #expect(convert("deep/a.py", "a.html").status == 0)
    let page = try scratch.read("a.html")
    #expect(page.contains("<img src=\"data:image/png;base64,iVBORw0KGgo"))
    #expect(page.contains("alt=\"near\">"))
    #expect(
      page.contains("<span class=\"picture\">far</span>")
        && page.contains("<span class=\"picture\">text</span>"))
    let encoded = try #require(page.split(separator: "base64,").last?.prefix { $0 != "\"" })
    try scratch.write(
      "b.ipynb",
      """
      {"nbformat": 4, "cells": [{"cell_type": "raw", "source": "---\\na: b\\n---"}, {"cell_type": "markdown", \
      "source": "![one](attachment:i.png) ![two](attachment:j.png)", "attachments": \
      {"i.png": {"image/png": "\(encoded)"}, "j.png": {"image/png": "AAAA"}}}]}
      """)
    #expect(convert("b.ipynb", "b.html").status == 0)
    let other = try scratch.read("b.html")
    #expect(other.contains("<img src=\"data:image/png;base64,\(encoded)\" alt=\"one\">"))
    #expect(other.contains("<span class=\"picture\">two</span>"))
  }

  @Test func markdownAsPeopleWriteIt() throws {
    try scratch.write(
      "a.py",
      """
      # %% [markdown]
      # Over
      # ====
      # Under `code`
      # ---
      # ~~gone~~ https://example.org/a_b. <https://example.com> a &lt;b&gt; &amp; $x$ and
      # $$y$$
      #
      # | a | b |
      # |:-:|--:|
      # | 1 | 2 |
      # | `3` \\| 4 | 5 |
      #
      #     print("<code>")
      #
      # one<br>two  
      # three [bad](javascript:alert(1)), [good](https://e.org/a_(b))
      #
      # - [ ] open
      # - [x] done
      """)
    #expect(convert("a.py", "a.html").status == 0)
    let page = try scratch.read("a.html")
    #expect(page.contains("<h1 id=\"over\">Over</h1>"))
    #expect(page.contains("<h2 id=\"under-code\">Under <code>code</code></h2>"))
    #expect(page.contains("<a href=\"#under-code\">Under code</a>"))
    #expect(
      page.contains(
        "<del>gone</del> <a href=\"https://example.org/a_b\" rel=\"noopener noreferrer\">https://example.org/a_b</a>. <a href=\"https://example.com\""
      ))
    #expect(page.contains("a &lt;b&gt; &amp; <math><semantics><mrow><mi>x</mi></mrow>"))
    #expect(page.contains("<math display=\"block\"><semantics><mrow><mi>y</mi></mrow>"))
    #expect(page.contains("<td class=\"middle\">1</td><td class=\"right\">2</td>"))
    #expect(page.contains("<td class=\"middle\"><code>3</code> | 4</td><td class=\"right\">5</td>"))
    #expect(page.contains("<pre class=\"source\">print(&quot;&lt;code&gt;&quot;)</pre>"))
    #expect(page.contains("<p>one<br>two  <br>\nthree bad, <a href=\"https://e.org/a_(b)\""))
    #expect(page.contains("<li>☐ open</li>\n<li>☑ done</li>"))
  }

  @Test(arguments: [
    ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    (
      "f'(x)",
      "<msup><mi>f</mi><mo>′</mo></msup><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo>"
    ),
    ("\\frac{a}{b+1}", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>"),
    ("\\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>"),
    (
      "\\sum_{j=1}^N w_j",
      "<munderover><mo>∑</mo><mrow><mi>j</mi><mo>=</mo><mn>1</mn></mrow><mi>N</mi></munderover><msub><mi>w</mi><mi>j</mi></msub>"
    ),
    ("\\max_k", "<munder><mo movablelimits=\"true\">max</mo><mi>k</mi></munder>"),
    ("\\mathbf{W} \\in \\mathbb{R}", "<mi>𝐖</mi><mo stretchy=\"false\">∈</mo><mi>ℝ</mi>"),
    ("\\hat{y}", "<mover accent=\"true\"><mrow><mi>y</mi></mrow><mo stretchy=\"false\">^</mo></mover>"),
    ("{\\bf X} x", "<mrow><mrow></mrow><mi>𝐗</mi></mrow><mi>x</mi>"),
    ("{n \\choose k}", "<mfrac linethickness=\"0\"><mrow><mi>n</mi></mrow><mrow><mi>k</mi></mrow></mfrac>"),
    (
      "a \\lt b \\\\ c",
      "<mtr><mtd><mi>a</mi><mo stretchy=\"false\">&lt;</mo><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr>"
    ),
    ("\\boxed{\\color{blue} 1}", "<mrow class=\"boxed\"><mrow><mrow></mrow><mn>1</mn></mrow></mrow>"),
    ("\\text{if } a < b", "<mtext>if\u{A0}</mtext><mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
    (
      "\\left[ 0.5 \\right)",
      "<mrow><mo stretchy=\"true\">[</mo><mn>0.5</mn><mo stretchy=\"true\">)</mo></mrow>"
    ),
    (
      "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
      "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable>"
    ),
  ])
  func formulasBecomeMathML(_ formula: String, _ expected: String) throws {
    try scratch.write("a.py", "# %% [markdown]\n# so $\(formula)$.\n")
    #expect(convert("a.py", "a.html").status == 0)
    let page = try scratch.read("a.html")
    #expect(page.contains(expected), "\(page.suffix(600))")
    #expect(tagsAreBalanced(page))
  }

  @Test func formulasOverSeveralLinesAndUnknownOnes() throws {
    try scratch.write(
      "a.py",
      """
      # %% [markdown]
      # Text before
      # $$
      # a
      # - b
      # = c
      # $$
      # \\begin{align*}
      # x &= 1 \\\\
      #   &= 2
      # \\end{align*}
      #
      # Left alone: $\\foo{x}$, $a^b^c$, $\\frac{1}$, ${x$, $\\begin{x}y\\end{x}$, $\\left( x$, $a & b$, $\\text{<i>}$.
      """)
    #expect(convert("a.py", "a.html").status == 0)
    let page = try scratch.read("a.html")
    #expect(page.contains("<mi>a</mi><mo>−</mo><mi>b</mi><mo>=</mo><mi>c</mi></mrow>"))
    #expect(
      page.contains(
        "<mtr><mtd class=\"right\"><mi>x</mi></mtd><mtd class=\"after\"><mo>=</mo><mn>1</mn></mtd></mtr>"))
    for formula in [
      "\\foo{x}", "a^b^c", "\\frac{1}", "{x", "\\begin{x}y\\end{x}", "\\left( x", "a &amp; b",
    ] { #expect(page.contains("<span class=\"math\">\(formula)</span>"), "\(formula)") }
    #expect(page.contains("<mtext>&lt;i&gt;</mtext>"))
    #expect(tagsAreBalanced(page))
  }

  @Test func formulasWithoutEndTakeLittleTime() throws {
    for formula in [
      String(repeating: "{", count: 9000), String(repeating: "\\frac", count: 1500),
      String(repeating: "x_", count: 4000),
      String(repeating: "\\left(", count: 1200), String(repeating: "\\begin{cases}", count: 700),
      String(repeating: "\\mathbf{\\mathrm{", count: 500), String(repeating: "'", count: 9000),
      String(repeating: "a\\choose ", count: 1000),
    ] {
      try scratch.write("a.py", "# %% [markdown]\n# $\(formula)$ $$\(formula)$$ \(formula)\n")
      #expect(convert("a.py", "a.html").status == 0)
      #expect(tagsAreBalanced(try scratch.read("a.html")))
    }
  }

  @Test func manyEqualHeadingsTakeLittleTime() throws {
    try scratch.write("a.py", String(repeating: "# %% One\n", count: 20_000))
    #expect(convert("a.py", "a.html").status == 0)
    #expect(try scratch.read("a.html").contains("<a href=\"#one-20000\">One</a>"))
  }

  @Test func pagesOfRandomScriptsAreWellFormed() throws {
    var generator = Generator(seed: 4)
    let marks = [
      "*", "**", "_", "`", "$", "[a](b)", "![", "](", "# ", "- ", "> ", "1. ", "|", "---", "```", "\\", "<b>",
      "&amp;", "&", "~~", "https://a.b/c", "<https://", "===", "x", " ", "\n# ",
      "$", "$$", "\\frac", "{", "}", "^", "\\left(", "\\right)", "\\begin{cases}", "\\end{cases}", "\\text{",
      "\\sum",
      "\\mathbf", "\\\\", "\\hat", "\\sqrt[", "]",
    ]
    for round in 0..<60 {
      var text = "# %% [markdown]\n# "
      for _ in 0..<40 { text += generator.pick(marks) }
      text += "\n" + generator.script(lines: 10)
      try scratch.write("r\(round).py", text)
      #expect(convert("r\(round).py", "r.html").status == 0)
      #expect(tagsAreBalanced(try scratch.read("r.html")), "\(text)")
    }
  }

  /// Whether every tag is closed in the order in which tags were opened.
  private func tagsAreBalanced(_ page: String) -> Bool {
    let single: Set<String> = ["meta", "img", "br", "hr", "!doctype"]
    var open: [String] = []
    var rest = Substring(page)
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let inside = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = inside.drop { $0 == "/" }.prefix { !$0.isWhitespace }.lowercased()
      if single.contains(name) { continue }
      if inside.hasPrefix("/") {
        guard open.popLast() == name else { return false }
      } else {
        open.append(name)
      }
    }
    return open.isEmpty
  }
}

extension String {
  /// How often a part occurs.
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let first = rest.indices.first(where: { rest[$0...].hasPrefix(part) }) {
      count += 1
      rest = rest[index(after: first)...]
    }
    return count
  }
}
