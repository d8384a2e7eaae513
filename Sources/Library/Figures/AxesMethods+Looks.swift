import Figures
import Language

extension AxesMethod {
  /// Grid, frame, ticks' looks and the axes as a whole.
  nonisolated(unsafe) static let looks = AxesMethodList { add in
    add("grid", "(visible=None, which='major', axis='both', **kwargs)", "Lines across the axes at the ticks.")
    { a in
      let keywords = a.keywords(3, of: "Line2D")
      let isStyled = !keywords.isEmpty
      let options = try keywords.line()
      try keywords.finish()
      var style = Axis.GridStyle()
      style.color = options.color
      style.lineStyle = options.lineStyle
      style.lineWidth = options.lineWidth
      style.alpha = options.alpha
      // A style asks for the grid.
      let on: Bool? = a.isGiven(0) ? try a.vm.isTrue(a[0]) : isStyled ? true : nil
      try a.axes.grid(on, which: a.vm.str(a[1]), axis: a.vm.str(a[2]), style)
      return .none
    }
    add("tick_params", "(axis='both', **kwargs)", "How ticks and their labels look.") { a in
      let keywords = a.keywords(1, of: "Tick")
      let which = try a.vm.str(a[0])
      guard ["x", "y", "both"].contains(which) else {
        throw FigureError.choice(which, for: "axis", ["x", "y", "both"])
      }
      let size = try keywords.take("labelsize").map { try a.vm.fontSize($0) }
      let rotation = try keywords.number("labelrotation", "rotation")
      let sides: [(Axis, Bool?, Bool?)] = [
        (a.axes.xAxis, try keywords.flag("bottom"), try keywords.flag("labelbottom")),
        (a.axes.yAxis, try keywords.flag("left"), try keywords.flag("labelleft")),
      ]
      let length = try keywords.number("length")
      keywords.ignore(
        "which", "direction", "width", "color", "colors", "pad", "labelcolor", "top", "right", "labeltop",
        "labelright", "reset", "zorder")
      try keywords.finish()
      for (axis, ticks, labels) in sides where which == "both" || (which == "x") == (axis.direction == .x) {
        if let size { axis.tickLabelSize = size }
        if let rotation { axis.tickLabelRotation = rotation }
        if let ticks { axis.showsTicks = ticks }
        if length == 0 { axis.showsTicks = false }
        if let labels { axis.showsTickLabels = labels }
      }
      return .none
    }
    add(
      "set_aspect", pyplot: "", "(aspect, adjustable=None, anchor=None, share=False)",
      "How long a unit of y is compared with one of x."
    ) { a in
      switch try a.vm.aspect(a[0]) {
      case .equal: a.axes.aspect = 1
      case .auto: a.axes.aspect = nil
      case .ratio(let ratio):
        guard ratio > 0, ratio.isFinite else {
          throw PyError.valueError("aspect must be finite and positive ")
        }
        a.axes.aspect = ratio
      }
      if a.isGiven(1) { a.axes.adjustsLimits = try a.vm.str(a[1]) == "datalim" }
      return .none
    }
    add("set_facecolor", pyplot: "", "(color)", "The ground behind the axes.") { a in
      a.axes.faceColor = try a.vm.color(a[0])
      return .none
    }
    add("set_axis_off", pyplot: "", "()", "Hides frame, ticks and labels.") { a in
      a.axes.showsAxis = false
      return .none
    }
    add("set_axis_on", pyplot: "", "()", "Shows frame, ticks and labels.") { a in
      a.axes.showsAxis = true
      return .none
    }
    add("set_frame_on", pyplot: "box", "(b=None)", "Shows or hides the frame.") { a in
      a.axes.showsFrame = try a.isGiven(0) ? a.vm.isTrue(a[0]) : !a.axes.showsFrame
      return .none
    }
    add("set_visible", pyplot: "", "(b)", "Shows or hides the axes.") { a in
      a.axes.visible = try a.vm.isTrue(a[0])
      return .none
    }
    add("set_axisbelow", pyplot: "", "(b)", "Accepted: the grid lies under what is drawn.") { _ in .none }
    add("label_outer", pyplot: "", "()", "Keeps labels at the outer edge of the grid of subplots.") { a in
      throw PyError.unsupported("label_outer() is not part of nbsh: use subplots(sharex=True, sharey=True)")
    }
    add("twinx", "()", "A second y axis on the right over the same x axis.") { a in
      let twin = a.axes.twinx()
      return .object(FigureState.of(a.vm).object(for: twin, in: a.object.figure))
    }
    add("cla", "()", "Empties the axes.") { a in
      a.axes.clear()
      return .none
    }
    add("clear", pyplot: "", "()", "Empties the axes.") { a in
      a.axes.clear()
      return .none
    }
    add("has_data", pyplot: "", "()", "Whether anything was drawn.") { a in .bool(!a.axes.artists.isEmpty) }
    add(
      "set", pyplot: "", "(**kwargs)", "Sets several things at once: `ax.set(title='Loss', xlabel='Epoch')`."
    ) { a in
      guard let keywords = a.arguments.keywords(a.first) else { return .none }
      for (key, value) in keywords.items {
        guard let name = key.text else { continue }
        let method = StringObject.interned("set_" + name)
        guard let setter = AxesObject.axesType.lookup(method) else {
          let known = AxesMethod.all.compactMap {
            $0.name.hasPrefix("set_") ? String($0.name.dropFirst(4)) : nil
          }
          throw Keywords.unknown("Axes.set() got an unexpected keyword argument '\(name)'", name, known)
        }
        _ = try a.vm.call(setter, [.object(a.object), value])
      }
      return .none
    }
  }
}
