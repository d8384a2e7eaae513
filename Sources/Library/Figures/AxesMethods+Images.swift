import Figures
import Language

extension AxesMethod {
  /// Pictures.
  nonisolated(unsafe) static let images = AxesMethodList { add in
    add(
      "imshow",
      "(X, cmap=None, norm=None, *, aspect=None, interpolation=None, alpha=None, vmin=None, vmax=None, origin=None, extent=None, **kwargs)",
      "Shows numbers through a colour map, or colours (rows, columns, 3 or 4): floats 0 … 1, or integers 0 … 255.",
      "plt.imshow(np.eye(3), cmap='gray')\nplt.axis('off')"
    ) { a in
      let options = try imageOptions(a, placed: [1, 2, 3, 4, 5, 6, 7, 8, 9], rest: 10)
      return try show(a) { try a.axes.imshow($0, options) }
    }
    add(
      "matshow", pyplot: "", "(Z, **kwargs)", keywords: .image,
      "Shows a matrix with its rows downwards and whole-number ticks on top.", "ax.matshow([[5, 1], [0, 6]])"
    ) { a in
      let keywords = a.keywords(1, of: "AxesImage")
      let options = try keywords.imageOptions()
      try keywords.finish()
      return try show(a) { try a.axes.matshow($0, options) }
    }
  }

  /// The named parameters of `imshow` and the collected ones together.
  private static func imageOptions(_ a: AxesCall, placed: [Int], rest: Int) throws -> ImageOptions {
    let names = ["cmap", "norm", "aspect", "interpolation", "alpha", "vmin", "vmax", "origin", "extent"]
    let all = DictObject()
    for (name, index) in zip(names, placed) where a.isGiven(index) {
      all.set(StringObject.interned(name), a[index])
    }
    if let collected = a.arguments.keywords(a.first + rest) {
      for (key, value) in collected.items { if case .str(let name) = key { all.set(name, value) } }
    }
    let keywords = Keywords(all, of: "AxesImage", a.vm)
    let options = try keywords.imageOptions()
    try keywords.finish()
    return options
  }

  private static func show(_ a: AxesCall, _ draw: (ImageData) throws -> AxesImage) throws -> Value {
    let image = try draw(try a.vm.picture(a[0]))
    FigureState.of(a.vm).lastMapped = image
    return a.value(image)
  }
}
