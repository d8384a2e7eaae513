import Language

/// Names of matplotlib and its kin that are left out, with the reason and what to use instead.
enum Refusals {
  /// Methods of axes and functions of pyplot alike.
  static let axesMethods: [String: String] = [
    "pie": "use bar", "boxplot": "use errorbar, or scatter", "violinplot": "use hist",
    "contour": "use imshow", "contourf": "use imshow", "pcolor": "use imshow", "pcolormesh": "use imshow",
    "hist2d": "use np.histogram2d and imshow", "hexbin": "use scatter with a small alpha",
    "quiver": "use annotate with arrowprops", "streamplot": "use plot", "stem": "use vlines and plot",
    "stackplot": "use fill_between", "polar": "axes are flat and rectangular", "specgram": "use imshow",
    "spy": "use imshow(a != 0)", "eventplot": "use vlines", "table": "use text", "twiny": "use twinx",
    "arrow": "use annotate with arrowprops", "broken_barh": "use barh with left=", "barbs": "use annotate",
    "fill": "use fill_between", "tripcolor": "use imshow", "triplot": "use plot", "acorr": "use plot",
    "xcorr": "use plot", "psd": "use plot", "ecdf": "use plot", "stairs": "use step", "bar_label": "use text",
    "add_patch": "use axvspan, bar or fill_between", "add_line": "use plot",
    "add_collection": "use scatter or vlines",
    "secondary_xaxis": "use twinx", "secondary_yaxis": "use twinx", "inset_axes": "use fig.add_axes",
    "minorticks_on": "logarithmic axes have minor ticks by themselves", "axline": "use plot",
    "rgrids": "axes are flat",
    "thetagrids": "axes are flat", "locator_params": "use xticks and yticks",
    "ticklabel_format": "use set_xticks and set_xticklabels",
  ]

  static let pyplot: [String: String] = [
    "subplot2grid": "use subplot", "subplot_mosaic": "use subplots", "figimage": "use imshow",
    "figtext": "use text with transform=ax.transAxes", "figlegend": "use legend",
    "ginput": "figures are not interactive",
    "connect": "figures are not interactive", "waitforbuttonpress": "figures are not interactive",
    "xkcd": "there is one style", "rc_context": "change plt.rcParams and change it back",
    "GridSpec": "use subplot", "Circle": "use scatter", "Rectangle": "use axvspan, bar or fill_between",
    "Polygon": "use fill_between", "Line2D": "use plot", "cycler": "give color= in each call",
    "FuncFormatter": "use xticks with labels", "MaxNLocator": "use xticks", "Normalize": "use vmin and vmax",
  ]

  /// Modules that are not there, with what is.
  static let modules: [String: String] = [
    "pylab": "import matplotlib.pyplot as plt and numpy as np",
    "matplotlib.pylab": "import matplotlib.pyplot as plt and numpy as np",
    "PIL": "use imageio.imread for PNG files", "PIL.Image": "use imageio.imread for PNG files",
    "cv2": "use imageio.imread for PNG files and NumPy for the rest",
    "skimage": "use imageio.imread for PNG files and NumPy for the rest",
    "skimage.io": "use imageio.imread for PNG files",
    "scipy.misc": "its imread left SciPy in 1.2: use imageio.imread for PNG files",
    "scipy.ndimage": "use NumPy", "seaborn": "use matplotlib.pyplot", "plotly": "use matplotlib.pyplot",
    "matplotlib.patches": "use axvspan, bar or fill_between", "matplotlib.ticker": "use xticks and yticks",
    "matplotlib.lines": "use plot", "matplotlib.colors": "use vmin and vmax, and colours by name",
    "matplotlib.animation": "figures do not move: show one after another",
    "matplotlib.gridspec": "use plt.subplot or plt.subplots",
    "matplotlib.dates": "axes count numbers", "matplotlib.offsetbox": "use annotate",
    "mpl_toolkits": "axes are flat", "mpl_toolkits.mplot3d": "axes are flat: use imshow or scatter with c=",
    "mpl_toolkits.axes_grid1": "use plt.subplots",
  ]

  static func entry(_ name: String, _ reason: String, isMethod: Bool) -> Entry {
    Entry(name, isMethod ? "(self, *args, **kwargs)" : "(*args, **kwargs)", doc: "Left out: \(reason).") {
      _ in
      throw PyError.unsupported("\(name)() is not part of nbsh: \(reason)")
    }
  }

  /// Refuses `import` of a module, with the reason.
  static func refuse(_ name: String) -> PyError? {
    modules[name].map { PyError.importError("\(name) is not part of nbsh: \($0)") }
  }
}
