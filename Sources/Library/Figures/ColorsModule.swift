import Arrays
import Figures
import Language

/// `matplotlib.colors`: norms, maps of one's own, and colours as numbers.
enum ColorsModule {
  static func make() -> ModuleObject {
    let module = ModuleObject(
      "matplotlib.colors", entries: entries,
      values: [
        "ListedColormap": { .type(ColormapObject.listedType) },
        "LinearSegmentedColormap": { .type(ColormapObject.segmentedType) },
        "Colormap": { .type(ColormapObject.mapType) },
        "TABLEAU_COLORS": { .dict(table(Color.tableauNames.map { ("tab:" + $0.name, $0.color) })) },
        "BASE_COLORS": { .dict(table(Color.letterNames)) },
        "CSS4_COLORS": { .dict(table(Color.cssNames)) },
      ])
    module.doc = "Norms, colour maps of one's own, and colours as numbers."
    return module
  }

  private static func table(_ colors: [(name: String, color: Color)]) -> DictObject {
    let dict = DictObject()
    for (name, color) in colors { dict.set(StringObject.interned(name), .string(color.hex)) }
    return dict
  }

  private static func components(_ color: Color, alpha: Bool) -> Value {
    let parts = [color.red, color.green, color.blue] + (alpha ? [color.alpha] : [])
    return .tuple(parts.map { .float($0) })
  }

  nonisolated(unsafe) static let entries: [Entry] =
    NormObject.functions.entries
    + EntryList { add in
      add("to_rgb", "(c)", "Red, green and blue of a colour, from 0 to 1.") { a in
        components(try a.vm.color(a[0]), alpha: false)
      }
      add("to_rgba", "(c, alpha=None)", "Red, green, blue and alpha of a colour, from 0 to 1.") { a in
        let color = try a.vm.color(a[0])
        return components(a.isGiven(1) ? color.withAlpha(try a.double(1)) : color, alpha: true)
      }
      add("to_hex", "(c, keep_alpha=False)", "A colour as `#rrggbb`.") { a in
        let color = try a.vm.color(a[0])
        return .string(String(color.hex.prefix(try a.bool(1) ? 9 : 7)))
      }
      add.alias("rgb2hex", of: "to_hex")
      add("is_color_like", "(c)", "Whether a value names a colour.") { a in
        .bool((try? a.vm.color(a[0])) != nil)
      }
      add("to_rgba_array", "(c, alpha=None)", "Colours as rows of red, green, blue and alpha.") { a in
        let colors = try a.vm.colors(a[0])
        let alpha = a.isGiven(1) ? try a.double(1) : nil
        let numbers = colors.flatMap { [$0.red, $0.green, $0.blue, alpha ?? $0.alpha] }
        return .array(try NDArray(doubles: numbers).reshape(Shape(colors.count, 4)))
      }
    }.entries
}
