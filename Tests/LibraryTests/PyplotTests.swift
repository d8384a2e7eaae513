import Language
import Library
import Testing

/// Runs a script and gives what it printed, the last line naming an error that ended it, and the figures it showed.
private func run(_ text: String) -> (output: String, figures: [(width: Int, height: Int)]) {
  Interpreter.gate.withLock {
    let vm = Interpreter()
    Library.install(in: vm)
    var output = ""
    var figures: [(width: Int, height: Int)] = []
    vm.output = { output += $0 }
    vm.errorOutput = { _ in }
    Library.onFigure(vm) { _, width, height in figures.append((width, height)) }
    do {
      try vm.run(Source("import numpy as np\nimport matplotlib.pyplot as plt\n" + text, name: "test"))
    } catch {
      output += vm.summary(of: vm.exception(for: error)) + "\n"
    }
    Library.onFigure(vm, nil)
    return (output, figures)
  }
}

private func printed(_ text: String) -> String { run(text).output }

@Test func showsFiguresInTheirSizes() {
  let result = run(
    "plt.figure(figsize=(3, 2))\nplt.plot([1, 2])\nplt.figure()\nplt.show()\nprint(plt.get_fignums())")
  #expect(result.figures.map(\.width) == [300, 640])
  #expect(result.figures.map(\.height) == [200, 480])
  #expect(result.output == "[]\n")
}

@Test func plotTakesSeriesFormatsAndColumns() {
  #expect(printed("print(len(plt.plot([1, 2], 'o', [3, 4], [5, 6], 'r--')))") == "2\n")
  #expect(printed("print(len(plt.plot(np.zeros((5, 3)))))") == "3\n")
  #expect(
    printed(
      "line, = plt.plot([1, 2], 'r--', label='a')\nprint(line.get_color(), line.get_label(), line.get_ydata())"
    )
      == "r a [1 2]\n")
}

@Test func refusesInMatplotlibsWords() {
  #expect(
    printed("plt.plot([1], foo=3)")
      == "AttributeError: Line2D.set() got an unexpected keyword argument 'foo'\n")
  #expect(
    printed("plt.plot([1, 2], [1, 2, 3])")
      == "ValueError: x and y must have same first dimension, but have shapes (2,) and (3,)\n")
  #expect(printed("plt.imshow(np.zeros((2, 2, 5)))") == "TypeError: Invalid shape (2, 2, 5) for image data\n")
  #expect(
    printed("plt.imshow(np.eye(2), cmap='foo')").hasPrefix("ValueError: 'foo' is not a valid value for cmap"))
  #expect(printed("plt.subplot(2, 2, 5)") == "ValueError: num must be an integer with 1 <= num <= 4, not 5\n")
  #expect(
    printed("plt.rcParams['foo'] = 1")
      == "KeyError: 'foo is not a valid rc parameter (see rcParams.keys() for a list of valid parameters)'\n")
  #expect(printed("import cv2").hasPrefix("ImportError: cv2 is not part of nbsh"))
  #expect(printed("plt.hexbin([1], [2])").hasPrefix("NotImplementedError: plt.hexbin is not part of nbsh"))
}

@Test func aFailedCallDrawsNothing() {
  #expect(
    printed(
      "try:\n    plt.plot([1, 2], 'r', [1, 2], [1, 2, 3])\nexcept ValueError: pass\nprint(len(plt.gca().lines))"
    ) == "0\n")
}

@Test func objectsKeepTheirIdentity() {
  #expect(
    printed("print(plt.gca() is plt.gca(), plt.gcf() is plt.gcf(), plt.gca().figure is plt.gcf())")
      == "True True True\n")
  #expect(
    printed("print(plt.subplot(2, 1, 1) is plt.subplot(211), plt.subplot(212) is plt.subplot(211))")
      == "True False\n")
}

@Test func subplotsSqueeze() {
  #expect(
    printed(
      "for n, m in [(1, 1), (1, 3), (3, 1), (2, 3)]:\n    f, a = plt.subplots(n, m)\n    print(a.shape if n * m > 1 else a)"
    ).hasSuffix("(3,)\n(3,)\n(2, 3)\n"))
  #expect(
    printed("f, a = plt.subplots(2, 3)\nprint(a[1, 2] is a[-1][-1], a[:, 0].shape, len(a.flat), a.T.shape)")
      == "True (2,) 6 (3, 2)\n")
  #expect(
    printed("plt.subplots(1, 2)[1][2]") == "IndexError: index 2 is out of bounds for axis 0 with size 2\n")
  #expect(
    printed("f, a = plt.subplots(1, 2)\nprint(isinstance(a, np.ndarray), a)") == "True [<Axes: > <Axes: >]\n")
}

@Test func histogramsCount() {
  #expect(
    printed("n, b, p = plt.hist([1, 2, 2, 3], bins=2)\nprint(n, b, p)")
      == "[1. 3.] [1. 2. 3.] <BarContainer object of 2 artists>\n")
  #expect(printed("print(plt.bar(['a', 'b'], [3, 4])[1].get_height())") == "4\n")
}

@Test func textsNameThemselves() {
  #expect(
    printed("print(plt.title('a'), plt.xlabel('b'), plt.ylabel('c'), plt.text(1, 2.5, 'd'))")
      == "Text(0.5, 1.0, 'a') Text(0.5, 0, 'b') Text(0, 0.5, 'c') Text(1, 2.5, 'd')\n")
  #expect(
    printed("plt.title('a')\nprint(repr(plt.gca()), repr(plt.gcf()), plt.gcf())")
      == "<Axes: title={'center': 'a'}> <Figure size 640x480 with 1 Axes> Figure(640x480)\n")
}

@Test func limitsAreGivenBack() {
  #expect(printed("print(plt.xlim(0, 5), plt.xlim())") == "(0.0, 5.0) (np.float64(0.0), np.float64(5.0))\n")
  #expect(printed("plt.imshow(np.eye(3))\nprint(plt.axis('off')[2])") == "2.5\n")
}

@Test func settingsAreADict() {
  #expect(
    printed(
      "plt.rcParams['figure.figsize'] = (10.0, 8.0)\nplt.rcParams['image.cmap'] = 'gray'\nprint(plt.rcParams['figure.figsize'], plt.gcf())"
    )
      == "[10.0, 8.0] Figure(1000x800)\n")
}

@Test func courseFiguresInOneCall() {
  #expect(
    printed(
      "from nbsh.figures import *\nprint(confusion_matrix([0, 1, 1], [0, 1, 0]))\nprint(misclassified(np.random.rand(3, 4, 4, 3), [0, 1, 1], [0, 1, 0]))\nprint(show_filters(np.random.randn(5, 3, 3, 3)))"
    )
      == "[[1 0]\n [1 1]]\n[2]\nFigure(640x480)\n")
}

@Test func linesTellHowTheyLook() {
  #expect(
    printed(
      """
      line, = plt.plot([None, 1, 2], 'r--o', ms=4)
      print(line.get_marker(), line.get_ls(), line.get_markersize(), line.get_xydata())
      line.set_mfc('g')
      print(type(plt.bar([1], [1])).__name__, type(plt.errorbar([1], [1], 1)).__name__)
      """) == """
        o -- 4.0 [[ 0. nan]
         [ 1.  1.]
         [ 2.  2.]]
        BarContainer ErrorbarContainer

        """)
}

@Test(arguments: [
  ("'abc'", "Image data of dtype <U3 cannot be converted to float"),
  ("[['a', 'bcd']]", "Image data of dtype <U3 cannot be converted to float"),
  ("None", "Image data of dtype object cannot be converted to float"),
  ("[None]", "Image data of dtype object cannot be converted to float"),
  ("{}", "Image data of dtype object cannot be converted to float"),
  ("np.zeros((1, 2, 3, 4))", "Invalid shape (1, 2, 3, 4) for image data"),
  ("3", "Invalid shape () for image data"),
])
func refusesPicturesInMatplotlibsWords(picture: String, message: String) {
  #expect(printed("plt.imshow(\(picture))") == "TypeError: \(message)\n")
}

@Test func manyWordsAndTicksTakeNoQuadraticTime() {
  #expect(printed("plt.bar([str(i) for i in range(3000)], range(3000))\nplt.show()").isEmpty)
  #expect(printed("plt.plot([1, 2])\nplt.xticks(range(3000))\nplt.show()").isEmpty)
}
