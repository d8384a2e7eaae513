/// A small seeded generator (SplitMix64), so that every run of the tests sees the same inputs.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<T>(_ items: [T]) -> T { items[Int(next() % UInt64(items.count))] }

  mutating func chance(_ percent: UInt64) -> Bool { next() % 100 < percent }

  /// A script of random lines that are easily taken for something else.
  mutating func script(lines count: Int) -> String {
    let pieces = [
      "# %%", "#%%", "# %% Title", "# %% [markdown]", "# %% [md] intro", "# %% [raw]", "# In[3]:",
      "# <codecell>",
      "# %% A rtol=1e-4 tags=[\"x\", \"y\"]", "# %% {\"a\": [1, {\"b\": 2}]}", "%%timeit", "# %%timeit x",
      "x = 1",
      "print('a')", "#> out", "#>", "#> [figure a/1.png 3x4]", "  #> indented", "\"\"\"", "'''", "s = '''",
      "# a 'quote",
      "x = 'it\\'s'  # \"", "\tif x:", "    pass", "", " ", "\u{0C}", "é\u{301}漢", "```", "# ```", "# ---",
      "# jupyter:",
      "# text", "x = \"\\", "#>>> no", "#>...", "\u{FEFF}", "a\u{0}b", "# %%%% deep", "r'''\\'''",
    ]
    let endings = ["\n", "\n", "\n", "\r\n", "\r"]
    let mixed = chance(20)
    let main = pick(endings)
    var text = chance(10) ? "\u{FEFF}" : ""
    for index in 0..<count {
      text += pick(pieces)
      if index == count - 1, chance(30) { break }
      text += mixed ? pick(endings) : main
    }
    return text
  }
}
