import Arrays
import Figures
import Language

/// What `colorbar` gives.
final class ColorbarObject: OpenObject {
  let bar: Colorbar
  let figure: Figure

  init(_ bar: Colorbar, _ figure: Figure) {
    self.bar = bar
    self.figure = figure
    super.init(type: ColorbarObject.colorbarType)
  }

  private static func of(_ value: Value) throws -> ColorbarObject {
    guard case .object(let object) = value, let bar = object as? ColorbarObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.colorbar.Colorbar' object")
    }
    return bar
  }

  nonisolated(unsafe) private static let colorbarType: TypeObject = {
    let type = TypeObject("Colorbar", bases: [Types.object], module: "matplotlib.colorbar")
    type.loadEntries = {
      type.addGetter("ax") { vm, value in
        let bar = try of(value)
        return .object(FigureState.of(vm).object(for: bar.bar.axes, in: bar.figure))
      }
      type.addGetter("outline") { vm, value in
        let bar = try of(value)
        return .object(SpinesObject(FigureState.of(vm).object(for: bar.bar.axes, in: bar.figure)))
      }
      return EntryList { add in
        add("set_label", "(self, label, **kwargs)", "The writing beside the bar.") { a in
          let keywords = Keywords(a.keywords(2), of: "Text", a.vm)
          let options = try keywords.textOptions()
          try keywords.finish()
          try of(a[0]).bar.setLabel(a.vm.str(a[1]), options)
          return .none
        }
        add("set_ticklabels", "(self, ticklabels, **kwargs)", "What is written at the ticks.") { a in
          let bar = try of(a[0]).bar
          let keywords = Keywords(a.keywords(2), of: "Text", a.vm)
          let look = try keywords.textOptions()
          try keywords.finish()
          let names = try a.vm.texts(a[1])
          let axis = bar.direction == .x ? bar.axes.xAxis : bar.axes.yAxis
          axis.tickLabelStyle.take(look)
          if axis.ticks == nil {
            let places = bar.axes.ticks(bar.direction).positions
            try bar.axes.setTicks(
              bar.direction, Array(places.prefix(names.count)), labels: Array(names.prefix(places.count)))
          } else {
            try bar.axes.setTicks(bar.direction, nil, labels: names)
          }
          return .none
        }
        add("get_ticks", "(self, minor=False)", "Where ticks stand.") { a in
          let bar = try of(a[0]).bar
          return .array(try NDArray(doubles: bar.axes.ticks(bar.direction).positions))
        }
        add("set_alpha", "(self, alpha)", "How opaque the colours are.") { a in
          try of(a[0]).bar.options.alpha = a.isGiven(1) ? try a.double(1) : nil
          return .none
        }
        add("update_normal", "(self, mappable)", "Nothing: a bar follows what it explains.") { _ in .none }
        add("minorticks_on", "(self)", "Small ticks between the large ones.") { a in
          let bar = try of(a[0]).bar
          (bar.direction == .x ? bar.axes.xAxis : bar.axes.yAxis).showsMinorTicks = true
          return .none
        }
        add("set_ticks", "(self, ticks, *, labels=None)", "Where ticks stand.") { a in
          let bar = try of(a[0]).bar
          try bar.axes.setTicks(
            bar.direction, a.vm.numbers(a[1]), labels: a.isGiven(2) ? a.vm.texts(a[2]) : nil)
          return .none
        }
        add("remove", "(self)", "Takes the bar away.") { a in
          let bar = try of(a[0])
          bar.figure.remove(bar.bar.axes)
          return .none
        }
      }.entries
    }
    return type
  }()
}
