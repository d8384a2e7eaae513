extension RcParams {
  /// What matplotlib starts with, as far as figures here depend on it.
  static let defaults: [String: Value] = {
    var all: [String: Value] = [
      "figure.figsize": .numbers([6.4, 4.8]), "figure.dpi": .number(100),
      "figure.facecolor": .text("white"), "figure.edgecolor": .text("white"),
      "figure.max_open_warning": .number(20), "figure.autolayout": .flag(false),
      "figure.constrained_layout.use": .flag(false), "figure.titlesize": .text("large"),
      "figure.titleweight": .text("normal"),
      "figure.subplot.left": .number(0.125), "figure.subplot.right": .number(0.9),
      "figure.subplot.bottom": .number(0.11), "figure.subplot.top": .number(0.88),
      "figure.subplot.wspace": .number(0.2), "figure.subplot.hspace": .number(0.2),
      "savefig.dpi": .text("figure"), "savefig.bbox": .text("None"), "savefig.pad_inches": .number(0.1),
      "savefig.transparent": .flag(false), "savefig.facecolor": .text("auto"),
      "font.size": .number(10), "font.family": .text("sans-serif"), "font.weight": .text("normal"),
      "font.style": .text("normal"), "text.color": .text("black"), "axes.unicode_minus": .flag(true),
      "axes.prop_cycle": .colors(Color.cycle),
      "axes.titlesize": .text("large"), "axes.titleweight": .text("normal"), "axes.titlepad": .number(6),
      "axes.titlecolor": .text("auto"), "axes.titlelocation": .text("center"),
      "axes.labelsize": .text("medium"), "axes.labelweight": .text("normal"), "axes.labelpad": .number(4),
      "axes.labelcolor": .text("black"), "axes.grid": .flag(false), "axes.grid.axis": .text("both"),
      "axes.grid.which": .text("major"), "axes.axisbelow": .text("line"), "axes.linewidth": .number(0.8),
      "axes.facecolor": .text("white"), "axes.edgecolor": .text("black"),
      "axes.xmargin": .number(0.05), "axes.ymargin": .number(0.05),
      "axes.spines.left": .flag(true), "axes.spines.right": .flag(true), "axes.spines.top": .flag(true),
      "axes.spines.bottom": .flag(true),
      "axes.formatter.limits": .numbers([-5, 6]), "axes.formatter.useoffset": .flag(true),
      "legend.fontsize": .text("medium"), "legend.loc": .text("best"), "legend.frameon": .flag(true),
      "legend.framealpha": .number(0.8), "legend.fancybox": .flag(true), "legend.shadow": .flag(false),
      "legend.facecolor": .text("inherit"), "legend.edgecolor": .text("0.8"),
      "legend.title_fontsize": .text("None"), "legend.numpoints": .number(1),
      "legend.scatterpoints": .number(1), "legend.markerscale": .number(1), "legend.borderpad": .number(0.4),
      "legend.labelspacing": .number(0.5), "legend.handlelength": .number(2),
      "legend.handleheight": .number(0.7), "legend.handletextpad": .number(0.8),
      "legend.borderaxespad": .number(0.5), "legend.columnspacing": .number(2),
      "legend.labelcolor": .text("None"),
      "lines.linewidth": .number(1.5), "lines.markersize": .number(6), "lines.linestyle": .text("-"),
      "lines.marker": .text("None"), "lines.markeredgewidth": .number(1), "lines.color": .text("C0"),
      "patch.linewidth": .number(1), "patch.edgecolor": .text("black"), "patch.facecolor": .text("C0"),
      "patch.force_edgecolor": .flag(false), "hatch.linewidth": .number(1), "hatch.color": .text("edge"),
      "scatter.marker": .text("o"), "scatter.edgecolors": .text("face"), "hist.bins": .number(10),
      "errorbar.capsize": .number(0), "grid.linewidth": .number(0.8), "grid.alpha": .number(1),
      "grid.color": .text("#b0b0b0"), "grid.linestyle": .text("-"),
      "image.interpolation": .text("auto"), "image.cmap": .text("viridis"), "image.aspect": .text("equal"),
      "image.origin": .text("upper"), "contour.linewidth": .text("None"),
      "contour.negative_linestyle": .text("dashed"),
    ]
    for (axis, near, far) in [("xtick", "bottom", "top"), ("ytick", "left", "right")] {
      all["\(axis).labelsize"] = .text("medium")
      all["\(axis).color"] = .text("black")
      all["\(axis).labelcolor"] = .text("inherit")
      all["\(axis).direction"] = .text("out")
      all["\(axis).major.size"] = .number(3.5)
      all["\(axis).minor.size"] = .number(2)
      all["\(axis).major.width"] = .number(0.8)
      all["\(axis).minor.width"] = .number(0.6)
      all["\(axis).major.pad"] = .number(3.5)
      all["\(axis).minor.visible"] = .flag(false)
      all["\(axis).\(near)"] = .flag(true)
      all["\(axis).\(far)"] = .flag(false)
      all["\(axis).label\(near)"] = .flag(true)
      all["\(axis).label\(far)"] = .flag(false)
    }
    return all
  }()

  /// Settings of windows, of other file formats and of typefaces: a figure here looks the same whatever they say.
  static let elsewhere: [String: Value] = [
    "backend": .text("agg"), "interactive": .flag(false), "toolbar": .text("toolbar2"),
    "pdf.fonttype": .number(3), "ps.fonttype": .number(3), "svg.fonttype": .text("path"),
    "path.simplify": .flag(true), "path.simplify_threshold": .number(0.1), "agg.path.chunksize": .number(0),
    "animation.html": .text("none"), "animation.embed_limit": .number(20), "savefig.directory": .text("~"),
    "savefig.format": .text("png"), "mathtext.fontset": .text("dejavusans"), "mathtext.default": .text("it"),
    "lines.antialiased": .flag(true), "patch.antialiased": .flag(true), "text.antialiased": .flag(true),
    "lines.solid_capstyle": .text("projecting"), "image.lut": .number(256),
    "font.sans-serif": .text("DejaVu Sans"), "font.serif": .text("DejaVu Serif"),
    "font.monospace": .text("DejaVu Sans Mono"), "font.cursive": .text("Apple Chancery"),
    "font.variant": .text("normal"), "font.stretch": .text("normal"), "savefig.edgecolor": .text("auto"),
  ]

  /// Settings that have one value here.
  static let fixed: [String: Value] = [
    "text.usetex": .flag(false), "axes.formatter.use_mathtext": .flag(true),
    "axes.formatter.use_locale": .flag(false), "axes3d.grid": .flag(true), "polaraxes.grid": .flag(true),
    "axes.autolimit_mode": .text("data"), "figure.frameon": .flag(true),
  ]

  /// Words that a setting takes; others are refused with this list.
  static let choices: [String: [String]] = [
    "xtick.direction": ["out", "in", "inout"], "ytick.direction": ["out", "in", "inout"],
    "axes.grid.axis": ["both", "x", "y"], "axes.grid.which": ["major", "minor", "both"],
    "axes.titlelocation": ["left", "center", "right"], "savefig.bbox": ["tight", "standard", "None"],
  ]
}
