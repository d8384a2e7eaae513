import Arrays
import Figures
import Language

/// `Normalize`, `LogNorm` and their kin: where values lie between the ends of a colour map.
final class NormObject: OpenObject {
  let norm: Norm
  var vmin: Double?
  var vmax: Double?
  private let clips: Bool

  init(_ name: String, _ norm: Norm, _ vmin: Double?, _ vmax: Double?, clips: Bool = false) {
    self.norm = norm
    self.vmin = vmin
    self.vmax = vmax
    self.clips = clips
    super.init(type: NormObject.types[name] ?? NormObject.base)
  }

  private static func of(_ value: Value) throws -> NormObject {
    guard case .object(let object) = value, let norm = object as? NormObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.colors.Normalize' object")
    }
    return norm
  }

  nonisolated(unsafe) private static let base: TypeObject = {
    let type = TypeObject("Normalize", bases: [Types.object], module: "matplotlib.colors")
    type.loadEntries = {
      type.addGetter("vmin") { _, value in try of(value).vmin.map { .float($0) } ?? .none }
      type.addGetter("vmax") { _, value in try of(value).vmax.map { .float($0) } ?? .none }
      return EntryList { add in
        add("__call__", "(self, value, clip=None)", "Places of values: 0 for vmin, 1 for vmax.") { a in
          let norm = try of(a[0])
          let array = try a.vm.asArray(a[1])
          let values = try array.doubles()
          let finite = values.filter(\.isFinite)
          let low = norm.vmin ?? finite.min() ?? 0
          let high = norm.vmax ?? finite.max() ?? 1
          let clips = a.isGiven(2) ? try a.bool(2) : norm.clips
          let places = values.map { value -> Double in
            let place = norm.norm.position(of: value, from: low, to: high)
            return clips ? min(max(place, 0), 1) : place
          }
          if array.ndim == 0 { return .npFloat64(places[0]) }
          return .array(try NDArray(doubles: places).reshape(array.shape))
        }
        add("autoscale", "(self, A)", "Takes the ends of some values.") { a in
          let norm = try of(a[0])
          let finite = try a.vm.numbers(a[1]).filter(\.isFinite)
          norm.vmin = finite.min()
          norm.vmax = finite.max()
          return .none
        }
        add("scaled", "(self)", "Whether both ends are known.") { a in
          let norm = try of(a[0])
          return .bool(norm.vmin != nil && norm.vmax != nil)
        }
      }.entries
    }
    return type
  }()

  nonisolated(unsafe) private static let types: [String: TypeObject] = {
    var types = ["Normalize": base]
    for name in ["LogNorm", "PowerNorm", "SymLogNorm", "TwoSlopeNorm", "CenteredNorm", "BoundaryNorm"] {
      types[name] = TypeObject(name, bases: [base], module: "matplotlib.colors")
    }
    return types
  }()

  private static func ends(_ a: Arguments, _ low: Int) throws -> (Double?, Double?) {
    (a.isGiven(low) ? try a.double(low) : nil, a.isGiven(low + 1) ? try a.double(low + 1) : nil)
  }

  nonisolated(unsafe) static let functions = EntryList { add in
    add(
      "Normalize", "(vmin=None, vmax=None, clip=False)", "Values from vmin to vmax, evenly.",
      "norm = plt.Normalize(0, 10)\nprint(float(norm(2.5)))\n#> 0.25"
    ) { a in
      let (low, high) = try ends(a, 0)
      return .object(NormObject("Normalize", .linear, low, high, clips: try a.bool(2)))
    }
    add("LogNorm", "(vmin=None, vmax=None, clip=False)", "Values from vmin to vmax by their logarithms.") {
      a in
      let (low, high) = try ends(a, 0)
      if let low, low <= 0 { throw PyError.valueError("Invalid vmin or vmax") }
      return .object(NormObject("LogNorm", .log, low, high, clips: try a.bool(2)))
    }
    add("PowerNorm", "(gamma, vmin=None, vmax=None, clip=False)", "Values from vmin to vmax by a power.") {
      a in
      let (low, high) = try ends(a, 1)
      return .object(NormObject("PowerNorm", .power(try a.double(0)), low, high, clips: try a.bool(3)))
    }
    add(
      "SymLogNorm", "(linthresh, linscale=1.0, vmin=None, vmax=None, clip=False, *, base=10)",
      "Logarithms of both signs, evenly around zero."
    ) { a in
      let (low, high) = try ends(a, 2)
      guard try a.double(1) == 1, try a.double(5) == 10 else {
        throw PyError.unsupported("SymLogNorm takes linscale=1 and base=10 here")
      }
      let threshold = try a.double(0)
      guard threshold > 0 else { throw PyError.valueError("'linthresh' must be positive") }
      return .object(NormObject("SymLogNorm", .symlog(threshold: threshold), low, high))
    }
    add("TwoSlopeNorm", "(vcenter, vmin=None, vmax=None)", "One value in the middle of the map.") { a in
      let (low, high) = try ends(a, 1)
      let center = try a.double(0)
      if let low, low >= center {
        throw PyError.valueError("vmin, vcenter, and vmax must be in ascending order")
      }
      if let high, high <= center {
        throw PyError.valueError("vmin, vcenter, and vmax must be in ascending order")
      }
      return .object(NormObject("TwoSlopeNorm", .twoSlope(center: center), low, high))
    }
    add("CenteredNorm", "(vcenter=0, halfrange=None, clip=False)", "As far below the centre as above it.") {
      a in
      let center = try a.double(0)
      guard a.isGiven(1) else {
        throw PyError.unsupported("CenteredNorm takes halfrange here: give vmin and vmax in its place")
      }
      let half = try a.double(1)
      return .object(NormObject("CenteredNorm", .linear, center - half, center + half))
    }
    add(
      "BoundaryNorm", "(boundaries, ncolors, clip=False, *, extend='neither')",
      "One colour between two neighbouring boundaries."
    ) { a in
      let edges = try a.vm.numbers(a[0])
      guard edges.count > 1, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw PyError.valueError("You must provide at least 2 boundaries (1 region), in ascending order")
      }
      return .object(NormObject("BoundaryNorm", .boundaries(edges), edges.first, edges.last))
    }
  }
}
