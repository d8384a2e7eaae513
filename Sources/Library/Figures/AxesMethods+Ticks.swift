import Figures
import Language

extension AxesMethod {
  /// How ticks and their labels look, and what is written at them.
  nonisolated(unsafe) static let ticks = AxesMethodList { add in
    add(
      "tick_params", "(axis='both', **kwargs)", "How ticks and their labels look.",
      "plt.plot([1, 4, 9])\nplt.tick_params(axis='x', labelrotation=45)"
    ) { a in
      let which = try a.vm.str(a[0])
      for axis in try chosen(which, a.axes) { try tickParams(axis, a.keywords(1, of: "Tick")) }
      return .none
    }
    add(
      "minorticks_on", "()", "Small ticks between the large ones.", "plt.plot([1, 4, 9])\nplt.minorticks_on()"
    ) { a in
      for axis in [a.axes.xAxis, a.axes.yAxis] { axis.showsMinorTicks = true }
      return .none
    }
    add("minorticks_off", "()", "No small ticks.", "plt.semilogy([1, 10, 100])\nplt.minorticks_off()") { a in
      for axis in [a.axes.xAxis, a.axes.yAxis] {
        axis.showsMinorTicks = false
        axis.minorPlaces = TickPlaces.none
      }
      return .none
    }
    add(
      "ticklabel_format",
      "(*, axis='both', style=None, scilimits=None, useOffset=None, useLocale=None, useMathText=None)",
      "Powers of ten at linear axes: `style='plain'` writes none, `scilimits=(0, 0)` always one.",
      "plt.plot([10000, 20000])\nplt.ticklabel_format(axis='y', style='sci', scilimits=(0, 0))"
    ) { a in
      let style = a.isGiven(1) ? try a.vm.str(a[1]) : ""
      guard ["", "sci", "scientific", "plain"].contains(style) else {
        throw FigureError.choice(style, for: "style", ["sci", "scientific", "plain"])
      }
      if a.isGiven(4), try a.vm.isTrue(a[4]) {
        throw PyError.unsupported("useLocale=True is not part of nbsh")
      }
      if a.isGiven(3), a[3].number != nil, try a.double(3) > 1 {
        throw PyError.unsupported("useOffset takes True or False here")
      }
      for axis in try chosen(a.vm.str(a[0]), a.axes) {
        guard axis.scale == .linear else {
          throw PyError.attributeError("This method only works with the ScalarFormatter")
        }
        if !style.isEmpty { axis.notation.isScientific = style != "plain" }
        if style == "plain" { axis.notation.usesOffset = false }
        if a.isGiven(2) {
          let limits = try a.vm.pair(a[2], "scilimits")
          axis.notation.limits = (Int(clamping: limits.0), Int(clamping: limits.1))
          // (0, 0) takes a power out of all numbers.
          if limits == (0, 0) { axis.notation.limits = (0, 0) }
        }
        if a.isGiven(3) { axis.notation.usesOffset = try a.vm.isTrue(a[3]) }
      }
      return .none
    }
    add(
      "locator_params", "(axis='both', tight=None, **kwargs)", "How many ticks there are at most: `nbins`.",
      "plt.plot([1, 4, 9])\nplt.locator_params(axis='x', nbins=3)"
    ) { a in
      let keywords = a.keywords(2, of: "MaxNLocator")
      let count = try keywords.int("nbins")
      let whole = try keywords.flag("integer") ?? false
      try keywords.finish()
      if let count, count < 1 { throw PyError.valueError("nbins must be positive") }
      for axis in try chosen(a.vm.str(a[0]), a.axes) {
        axis.places = .atMost(min(count ?? 9, 1000), wholeNumbersOnly: whole)
      }
      return .none
    }
  }

  /// The axes that `'x'`, `'y'` or `'both'` names.
  static func chosen(_ which: String, _ axes: Axes) throws -> [Axis] {
    switch which {
    case "x": return [axes.xAxis]
    case "y": return [axes.yAxis]
    case "both": return [axes.xAxis, axes.yAxis]
    default: throw FigureError.choice(which, for: "axis", ["x", "y", "both"])
    }
  }

  static func tickParams(_ axis: Axis, _ keywords: Keywords) throws {
    let which = try keywords.word("which") ?? "major"
    guard ["major", "minor", "both"].contains(which) else {
      throw FigureError.choice(which, for: "which", ["major", "minor", "both"])
    }
    var look = TickChange()
    look.direction = try keywords.word("direction").map { try TickLook.Direction(parsing: $0) }
    look.length = try keywords.number("length", "size")
    look.width = try keywords.number("width")
    look.color = try keywords.color("color")
    if let both = try keywords.color("colors") {
      look.color = both
      axis.tickLabelStyle.color = both
    }
    if which != "minor" { look.apply(to: &axis.major) }
    if which != "major" { look.apply(to: &axis.minor) }
    if let pad = try keywords.number("pad") { axis.tickPad = pad }
    if let size = try keywords.take("labelsize") { axis.tickLabelSize = try keywords.vm.fontSize(size) }
    if let color = try keywords.color("labelcolor") { axis.tickLabelStyle.color = color }
    if let rotation = try keywords.take("labelrotation", "rotation") {
      axis.tickLabelRotation = try keywords.vm.double(rotation)
    }
    if let name = try keywords.word("labelfontfamily") { keywords.vm.warnOfTypeface(name) }
    try sides(axis, keywords)
    var grid = Axis.GridStyle()
    grid.color = try keywords.color("grid_color")
    grid.alpha = try keywords.number("grid_alpha")
    grid.lineWidth = try keywords.number("grid_linewidth", "grid_lw")
    grid.lineStyle = try keywords.take("grid_linestyle", "grid_ls").map { try keywords.vm.lineStyle($0) }
    let isGridSet = grid.color != nil || grid.alpha != nil || grid.lineWidth != nil || grid.lineStyle != nil
    if isGridSet, axis.grid != nil { axis.grid = grid }
    if try keywords.flag("reset") ?? false {
      throw PyError.unsupported("tick_params(reset=True) is not part of nbsh")
    }
    try keywords.finish()
  }

  private static func sides(_ axis: Axis, _ keywords: Keywords) throws {
    let isX = axis.direction == .x
    // Sides of the other axis may be named in a call for both.
    let (near, far) = isX ? ("bottom", "top") : ("left", "right")
    let (otherNear, otherFar) = isX ? ("left", "right") : ("bottom", "top")
    if let on = try keywords.flag(near) { axis.tickSides.near = on }
    if let on = try keywords.flag(far) { axis.tickSides.far = on }
    if let on = try keywords.flag("label" + near) { axis.labelSides.near = on }
    if let on = try keywords.flag("label" + far) { axis.labelSides.far = on }
    keywords.ignore(otherNear, otherFar, "label" + otherNear, "label" + otherFar)
  }

  /// What a call changes about ticks.
  private struct TickChange {
    var direction: TickLook.Direction?
    var length: Double?
    var width: Double?
    var color: Color?

    func apply(to look: inout TickLook) {
      if let direction { look.direction = direction }
      if let length { look.length = max(length, 0) }
      if let width { look.width = max(width, 0) }
      if let color { look.color = color }
    }
  }
}

extension Int {
  fileprivate init(clamping value: Double) {
    self = value.isNaN ? 0 : Int(Swift.min(Swift.max(value.rounded(), -400), 400))
  }
}
