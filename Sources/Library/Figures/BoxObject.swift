import Language

/// `ax.get_position()`: a rectangle in fractions of the figure.
final class BoxObject: OpenObject {
  let left: Double
  let bottom: Double
  let width: Double
  let height: Double

  init(_ left: Double, _ bottom: Double, _ width: Double, _ height: Double) {
    (self.left, self.bottom, self.width, self.height) = (left, bottom, width, height)
    super.init(type: BoxObject.boxType)
  }

  private static func of(_ value: Value) throws -> BoxObject {
    guard case .object(let object) = value, let box = object as? BoxObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.transforms.Bbox' object")
    }
    return box
  }

  nonisolated(unsafe) private static let boxType: TypeObject = {
    let type = TypeObject("Bbox", bases: [Types.object], module: "matplotlib.transforms")
    type.loadEntries = {
      let numbers: [(String, (BoxObject) -> Double)] = [
        ("x0", { $0.left }), ("y0", { $0.bottom }), ("x1", { $0.left + $0.width }),
        ("y1", { $0.bottom + $0.height }), ("width", { $0.width }), ("height", { $0.height }),
        ("xmin", { $0.left }), ("ymin", { $0.bottom }), ("xmax", { $0.left + $0.width }),
        ("ymax", { $0.bottom + $0.height }),
      ]
      for (name, read) in numbers {
        type.addGetter(name) { _, value in .npFloat64(read(try of(value))) }
      }
      type.addGetter("bounds") { _, value in
        let box = try of(value)
        return .tuple([box.left, box.bottom, box.width, box.height].map { .npFloat64($0) })
      }
      return []
    }
    return type
  }()
}
