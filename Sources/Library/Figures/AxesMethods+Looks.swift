import Figures
import Language

extension AxesMethod {
  /// Grid, frame, ticks' looks and the axes as a whole.
  nonisolated(unsafe) static let looks = AxesMethodList { add in
    add(
      "grid", "(visible=None, which='major', axis='both', **kwargs)", keywords: .line,
      "Lines across the axes at the ticks.", "plt.plot([1, 4, 9])\nplt.grid(True)"
    ) { a in
      let keywords = a.keywords(3, of: "Line2D")
      let isStyled = !keywords.isEmpty
      let style = try keywords.grid()
      // A style asks for the grid.
      let on: Bool? = a.isGiven(0) ? try a.vm.isTrue(a[0]) : isStyled ? true : nil
      try a.axes.grid(on, which: a.vm.str(a[1]), axis: a.vm.str(a[2]), style)
      return .none
    }
    add(
      "set_aspect", pyplot: "", "(aspect, adjustable=None, anchor=None, share=False)",
      "How long a unit of y is compared with one of x.", "ax.plot([0, 1], [0, 1])\nax.set_aspect('equal')"
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
      a.axes.aspectIsOfFrame = false
      if a.isGiven(1) {
        let word = try a.vm.str(a[1])
        guard ["box", "datalim"].contains(word) else {
          throw FigureError.choice(word, for: "adjustable", ["box", "datalim"])
        }
        a.axes.adjustsLimits = word == "datalim"
      }
      if a.isGiven(2), a[2].text != "C" {
        throw PyError.unsupported("set_aspect(anchor=…) is not part of nbsh")
      }
      if try a.vm.isTrue(a[3]) { throw PyError.unsupported("set_aspect(share=True) is not part of nbsh") }
      return .none
    }
    add(
      "set_box_aspect", pyplot: "", "(aspect=None)", "How high the frame is compared with its width.",
      "ax.set_box_aspect(1)"
    ) {
      a in
      a.axes.aspectIsOfFrame = a.isGiven(0)
      a.axes.aspect = a.isGiven(0) ? try a.double(0) : nil
      a.axes.adjustsLimits = false
      if let aspect = a.axes.aspect, !(aspect > 0 && aspect.isFinite) {
        a.axes.aspect = nil
        throw PyError.valueError("box_aspect must be positive")
      }
      return .none
    }
    add(
      "get_aspect", pyplot: "", "()", "The aspect: `'auto'` or a number.", "print(ax.get_aspect())\n#> auto"
    ) { a in
      a.axes.aspect.map { .float($0) } ?? .string("auto")
    }
    add(
      "get_facecolor", pyplot: "", "()", "The ground behind the axes.",
      "print(ax.get_facecolor())\n#> (1.0, 1.0, 1.0, 1.0)"
    ) { a in
      let color = a.axes.faceColor
      return .tuple([color.red, color.green, color.blue, color.alpha].map { .float($0) })
    }
    add("get_visible", pyplot: "", "()", "Whether the axes are shown.", "print(ax.get_visible())\n#> True") {
      a in .bool(a.axes.visible)
    }
    add(
      "get_position", pyplot: "", "(original=False)", "The place in the figure.",
      "print(ax.get_position().x0)\n#> 0.125"
    ) { a in
      let place = a.axes.placeInFigure()
      return .object(BoxObject(place.left, place.bottom, place.width, place.height))
    }
    add(
      "set_position", pyplot: "", "(pos, which='both')", "Another place: left, bottom, width, height.",
      "ax.set_position([0.1, 0.1, 0.8, 0.8])"
    ) {
      a in
      let rect: [Double]
      if case .object(let object) = a[0], let box = object as? BoxObject {
        rect = [box.left, box.bottom, box.width, box.height]
      } else {
        rect = try a.numbers(0)
      }
      guard rect.count == 4, rect.allSatisfy(\.isFinite) else {
        throw PyError.valueError("a position is four finite numbers: left, bottom, width, height")
      }
      a.axes.move(left: rect[0], bottom: rect[1], width: rect[2], height: rect[3])
      return .none
    }
    add(
      "set_facecolor", pyplot: "", "(color)", "The ground behind the axes.", "ax.set_facecolor('lightgray')"
    ) { a in
      a.axes.faceColor = try a.vm.color(a[0])
      return .none
    }
    add(
      "set_axis_off", pyplot: "", "()", "Hides frame, ticks and labels.",
      "ax.imshow(np.eye(3))\nax.set_axis_off()"
    ) { a in
      a.axes.showsAxis = false
      return .none
    }
    add(
      "set_axis_on", pyplot: "", "()", "Shows frame, ticks and labels.", "ax.set_axis_off()\nax.set_axis_on()"
    ) { a in
      a.axes.showsAxis = true
      return .none
    }
    add(
      "set_frame_on", pyplot: "box", "(b=None)", "Shows or hides the frame.",
      "plt.imshow(np.eye(3))\nplt.box(False)"
    ) { a in
      a.axes.showsFrame = try a.isGiven(0) ? a.vm.isTrue(a[0]) : !a.axes.showsFrame
      return .none
    }
    add("set_visible", pyplot: "", "(b)", "Shows or hides the axes.", "ax.set_visible(False)") { a in
      a.axes.visible = try a.vm.isTrue(a[0])
      return .none
    }
    add(
      "set_axisbelow", pyplot: "", "(b)",
      "Draws the grid under everything, under lines (`'line'`), or over all.",
      "ax.grid(True)\nax.set_axisbelow(True)"
    ) {
      a in
      if a[0].text == "line" {
        a.axes.gridLevel = 1.5
      } else {
        a.axes.gridLevel = try a.vm.isTrue(a[0]) ? 0.5 : 2.5
      }
      return .none
    }
    add(
      "label_outer", pyplot: "", "(remove_inner_ticks=False)",
      "Keeps labels at the outer edge of the grid of subplots.", "ax.set_xlabel('epoch')\nax.label_outer()"
    ) {
      a in
      guard let cell = a.axes.cell else { return .none }
      if cell.lastRow < cell.grid.rows - 1 {
        a.axes.xAxis.labelSides.near = false
        a.axes.xAxis.label = ""
      }
      if cell.firstColumn > 0 {
        a.axes.yAxis.labelSides.near = false
        a.axes.yAxis.label = ""
      }
      return .none
    }
    add(
      "twiny", "()", "A second x axis on top over the same y axis.",
      "plt.plot([1, 4, 9])\nsteps = plt.twiny()\nsteps.set_xlabel('iteration')"
    ) { a in
      .object(FigureState.of(a.vm).object(for: a.axes.twiny(), in: a.object.figure))
    }
    for (name, direction) in [("sharex", Axis.Direction.x), ("sharey", .y)] {
      add(
        name, pyplot: "", "(other)", "Takes the limits and the scale of other axes.",
        "fig, (upper, lower) = plt.subplots(2, 1)\nupper.plot([1, 4, 9])\nlower.\(name)(upper)"
      ) { a in
        a.axes.share(direction, with: try AxesObject.of(a[0]).axes)
        return .none
      }
    }
    add(
      "twinx", "()", "A second y axis on the right over the same x axis.",
      "plt.plot([2.3, 1.7, 1.2], 'b')\naccuracy = plt.twinx()\naccuracy.plot([0.2, 0.4, 0.5], 'r')"
    ) { a in
      let twin = a.axes.twinx()
      return .object(FigureState.of(a.vm).object(for: twin, in: a.object.figure))
    }
    add("cla", "()", "Empties the axes.", "plt.plot([1, 4, 9])\nplt.cla()") { a in
      a.axes.clear()
      return .none
    }
    add(
      "clear", pyplot: "", "()", "Empties the axes.",
      "ax.plot([1, 4, 9])\nax.clear()\nprint(len(ax.lines))\n#> 0"
    ) { a in
      a.axes.clear()
      return .none
    }
    add(
      "has_data", pyplot: "", "()", "Whether anything was drawn.",
      "ax.plot([1, 4, 9])\nprint(ax.has_data())\n#> True"
    ) { a in .bool(!a.axes.artists.isEmpty) }
    add(
      "set", pyplot: "", "(**kwargs)", keywords: .settings,
      "Sets several things at once: `ax.set(title='Loss', xlabel='Epoch')`.",
      "ax.plot([2.3, 1.7, 1.2])\nax.set(title='Loss', xlabel='epoch')"
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
