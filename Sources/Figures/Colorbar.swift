/// A scale of colours beside the axes whose values it explains.
public final class Colorbar {
  public let axes: Axes
  init(axes: Axes) { self.axes = axes }
}
