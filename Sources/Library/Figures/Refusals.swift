import Language

/// Names of matplotlib and its kin that are left out, with the reason and what to use instead.
enum Refusals {
  /// Methods of axes and functions of pyplot alike.
  static let axesMethods: [String: String] = [
    "hexbin": "use hist2d, or scatter with a small alpha", "streamplot": "use quiver",
    "polar": "axes are flat and rectangular", "specgram": "use imshow", "table": "use text",
    "barbs": "use quiver", "tripcolor": "use pcolormesh", "tricontour": "use contour",
    "tricontourf": "use contourf", "triplot": "use plot", "acorr": "use plot", "xcorr": "use plot",
    "psd": "use plot",
    "csd": "use plot", "cohere": "use plot", "magnitude_spectrum": "use plot",
    "ecdf": "use plot with np.sort",
    "secondary_xaxis": "use twiny", "secondary_yaxis": "use twinx", "rgrids": "axes are flat",
    "thetagrids": "axes are flat", "indicate_inset_zoom": "use add_patch", "plot_date": "axes count numbers",
    "xaxis_date": "axes count numbers", "quiverkey": "use text", "imshow_rgb": "use imshow",
    "plot_surface": "axes are flat: use imshow", "add_table": "use text",
    "set_prop_cycle": "use rcParams['axes.prop_cycle']",
    "scatter3D": "axes are flat", "pcolorfast": "use pcolormesh", "grouped_bar": "use bar",
  ]

  static let pyplot: [String: String] = [
    "figimage": "use imshow", "ginput": "figures are not interactive",
    "connect": "figures are not interactive", "waitforbuttonpress": "figures are not interactive",
    "xkcd": "there is one style", "text3D": "axes are flat",
  ]

  /// Modules that are not there, with what is.
  static let modules: [String: String] = [
    "pylab": "import matplotlib.pyplot as plt and numpy as np",
    "matplotlib.pylab": "import matplotlib.pyplot as plt and numpy as np",
    "PIL": "use imageio.imread for PNG files", "PIL.Image": "use imageio.imread for PNG files",
    "cv2": "use imageio.imread for PNG files and NumPy for the rest",
    "skimage": "use imageio.imread for PNG files and NumPy for the rest",
    "skimage.io": "use imageio.imread for PNG files",
    "seaborn": "use matplotlib.pyplot", "plotly": "use matplotlib.pyplot",
    "matplotlib.animation": "figures do not move: show one after another",
    "matplotlib.dates": "axes count numbers", "matplotlib.offsetbox": "use annotate",
    "matplotlib.collections": "use scatter, vlines or fill_between",
    "matplotlib.font_manager": "there is one typeface", "matplotlib.transforms": "use transform=ax.transAxes",
    "matplotlib.path": "use patches.Polygon", "matplotlib.figure": "use plt.figure",
    "matplotlib.axes": "use plt.subplots", "matplotlib.legend": "use plt.legend",
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
