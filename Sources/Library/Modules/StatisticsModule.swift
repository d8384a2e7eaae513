import Language

/// `statistics`: what needs no exact fractions.
enum StatisticsModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("statistics", vm, entries: [], python: python)
    let find = module.missing
    module.missing = { name in
      if let value = try find?(name) { return value }
      if [
        "variance", "pvariance", "stdev", "pstdev", "correlation", "covariance", "linear_regression",
        "geometric_mean", "harmonic_mean", "NormalDist", "quantiles",
      ].contains(name.value) {
        throw PyError.unsupported(
          "statistics.\(name.value) is not part of nbsh: CPython calculates it in exact fractions; use np.var, np.std"
        )
      }
      return nil
    }
    return module
  }

  private static let python = PythonSource(
    names: ["mean", "fmean", "median", "median_low", "median_high", "mode", "multimode", "StatisticsError"],
    text: #"""
      from math import fsum, nextafter, inf

      class StatisticsError(ValueError):
          pass

      def _residual(data, quotient, n):
          # sum(data) - quotient * n, with the product in two exact halves.
          high = quotient * 134217729.0
          high = high - (high - quotient)
          return fsum(data + [-(high * n), -((quotient - high) * n)])

      def mean(data):
          data = list(data)
          n = len(data)
          if n < 1:
              raise StatisticsError('mean requires at least one data point')
          if all(isinstance(x, int) for x in data):
              total = sum(data)
              return total // n if total % n == 0 else total / n
          data = [float(x) for x in data]
          guess = fsum(data) / n
          if guess - guess != 0 or n > 1 << 24:
              return guess
          # The nearest float to the exact quotient.
          near = [guess, nextafter(guess, -inf), nextafter(guess, inf)]
          return min(near, key=lambda q: abs(_residual(data, q, n)))

      def fmean(data, weights=None):
          data = list(data)
          n = len(data)
          if weights is not None:
              weights = list(weights)
              if len(weights) != n:
                  raise StatisticsError('data and weights must be the same length')
              total = fsum(weights)
              if not total:
                  raise StatisticsError('sum of weights must be non-zero')
              return fsum(w * x for w, x in zip(weights, data)) / total
          if not n:
              raise StatisticsError('fmean requires at least one data point')
          return fsum(data) / n

      def _sorted(data):
          data = sorted(data)
          if not data:
              raise StatisticsError('no median for empty data')
          return data

      def median(data):
          data = _sorted(data)
          n = len(data)
          if n % 2 == 1:
              return data[n // 2]
          i = n // 2
          return (data[i - 1] + data[i]) / 2

      def median_low(data):
          data = _sorted(data)
          return data[(len(data) - 1) // 2]

      def median_high(data):
          data = _sorted(data)
          return data[len(data) // 2]

      def _counts(data):
          counts = {}
          for x in data:
              counts[x] = counts.get(x, 0) + 1
          return counts

      def mode(data):
          counts = _counts(data)
          if not counts:
              raise StatisticsError('no mode for empty data')
          return max(counts, key=counts.get)

      def multimode(data):
          counts = _counts(data)
          most = max(counts.values(), default=0)
          return [value for value, count in counts.items() if count == most]
      """#)
}
