import Shell
import Testing

@Suite struct PastedTextTests {
  @Test(arguments: [
    (">>> x = 1\n>>> for i in x:\n...     print(i)\n...\n>>> y", "x = 1\nfor i in x:\n    print(i)\n\ny"),
    (
      "In [3]: def f():\n   ...:     return 1\n   ...: \nIn [4]: f()\nOut[4]: 1\n",
      "def f():\n    return 1\n\nf()\n"
    ),
    ("In [ ]: x = 1", "x = 1"),
    ("    a = 1\n    if a:\n        b = 2\n", "a = 1\nif a:\n    b = 2\n"),
    ("\ta = 1\n\tif a:\n\t\tb = 2", "a = 1\nif a:\n\tb = 2"),
    ("def f():\n  return '>>> '\n", "def f():\n  return '>>> '\n"),
    ("x[...] = 1\n... # not a prompt at the beginning", "x[...] = 1\n... # not a prompt at the beginning"),
    ("", ""), ("\n\n", "\n\n"),
  ])
  func promptsGoAndIndentationStays(_ pasted: String, _ cell: String) {
    #expect(strippingPrompts(pasted) == cell)
  }
}
