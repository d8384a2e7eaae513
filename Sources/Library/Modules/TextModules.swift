import Language

/// `string`
enum StringModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("string", vm, entries: [], python: python)
    let lower = "abcdefghijklmnopqrstuvwxyz"
    let upper = lower.uppercased()
    let marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    let space = " \t\n\r\u{B}\u{C}"
    for (name, text) in [
      ("ascii_lowercase", lower), ("ascii_uppercase", upper), ("ascii_letters", lower + upper),
      ("digits", "0123456789"), ("hexdigits", "0123456789abcdefABCDEF"), ("octdigits", "01234567"),
      ("punctuation", marks), ("whitespace", space),
      ("printable", "0123456789" + lower + upper + marks + space),
    ] { module.namespace[name] = .string(text) }
    module.doc = "Sets of characters."
    return module
  }

  private static let python = PythonSource(
    names: ["capwords"],
    text: #"""
      def capwords(s, sep=None):
          return (sep or ' ').join(word.capitalize() for word in s.split(sep))
      """#)
}

/// `textwrap`
enum TextwrapModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    ModuleObject("textwrap", vm, entries: [], python: python)
  }

  private static let python = PythonSource(
    names: ["dedent", "indent", "wrap", "fill", "shorten"],
    text: #"""
      def dedent(text):
          lines = [line if line.strip(' \t') else '' for line in text.split('\n')]
          margin = None
          for line in lines:
              if not line:
                  continue
              lead = line[:len(line) - len(line.lstrip(' \t'))]
              if margin is None:
                  margin = lead
              else:
                  count = 0
                  while count < min(len(margin), len(lead)) and margin[count] == lead[count]:
                      count += 1
                  margin = margin[:count]
          if margin:
              lines = [line[len(margin):] if line else line for line in lines]
          return '\n'.join(lines)

      def indent(text, prefix, predicate=None):
          if predicate is None:
              predicate = lambda line: line.strip()
          return ''.join(prefix + line if predicate(line) else line for line in text.splitlines(True))

      def _chunks(text):
          # Words with the hyphen that ends them, and the spaces between.
          chunks = []
          word = ''
          for index, c in enumerate(text):
              if c == ' ':
                  if word and word[-1] != ' ':
                      chunks.append(word)
                      word = ''
                  word += c
                  continue
              if word and word[-1] == ' ':
                  chunks.append(word)
                  word = ''
              word += c
              if (c == '-' and len(word) > 2 and word[-2].isalpha() and word[-3].isalpha()
                      and text[index + 1:index + 3].isalpha() and len(text[index + 1:index + 3]) == 2):
                  chunks.append(word)
                  word = ''
          if word:
              chunks.append(word)
          return chunks

      def wrap(text, width=70, *, initial_indent='', subsequent_indent='', break_long_words=True,
               drop_whitespace=True, max_lines=None, placeholder=' [...]'):
          if width <= 0:
              raise ValueError(f'invalid width {width!r} (must be > 0)')
          text = text.expandtabs(8)
          for space in '\n\r\x0b\x0c':
              text = text.replace(space, ' ')
          chunks = _chunks(text)
          chunks.reverse()
          lines = []
          while chunks:
              line = []
              length = 0
              lead = subsequent_indent if lines else initial_indent
              room = width - len(lead)
              if drop_whitespace and chunks[-1].strip() == '' and lines:
                  del chunks[-1]
              while chunks:
                  count = len(chunks[-1])
                  if length + count > room:
                      break
                  line.append(chunks.pop())
                  length += count
              if chunks and len(chunks[-1]) > room:
                  left = 1 if room < 1 else room - length
                  if break_long_words:
                      chunk = chunks[-1]
                      line.append(chunk[:left])
                      chunks[-1] = chunk[left:]
                  elif not line:
                      line.append(chunks.pop())
                  length = sum(map(len, line))
              if drop_whitespace and line and line[-1].strip() == '':
                  length -= len(line[-1])
                  del line[-1]
              if line:
                  if (max_lines is None or len(lines) + 1 < max_lines
                          or (not chunks or drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                          and length <= room):
                      lines.append(lead + ''.join(line))
                  else:
                      while line:
                          if line[-1].strip() and length + len(placeholder) <= room:
                              line.append(placeholder)
                              lines.append(lead + ''.join(line))
                              break
                          length -= len(line[-1])
                          del line[-1]
                      else:
                          if lines:
                              last = lines[-1].rstrip()
                              if len(last) + len(placeholder) <= width:
                                  lines[-1] = last + placeholder
                                  break
                          lines.append(lead + placeholder.lstrip())
                      break
          return lines

      def fill(text, width=70, **options):
          return '\n'.join(wrap(text, width, **options))

      def shorten(text, width, *, placeholder=' [...]'):
          return fill(' '.join(text.strip().split()), width, max_lines=1, placeholder=placeholder)
      """#)
}

/// `io`
enum IOModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "io", vm, entries: [], values: ["open": { [unowned vm] in try OperatorModule.builtin("open", vm) }],
      python: python)
    module.doc = "Text in memory."
    return module
  }

  private static let python = PythonSource(
    names: ["StringIO"],
    text: #"""
      class StringIO:
          def __init__(self, initial_value='', newline='\n'):
              if initial_value is not None and not isinstance(initial_value, str):
                  raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
              self._text = initial_value or ''
              self._position = 0
              self.closed = False

          def _check(self):
              if self.closed:
                  raise ValueError('I/O operation on closed file')

          def write(self, s):
              self._check()
              if not isinstance(s, str):
                  raise TypeError(f"string argument expected, got '{type(s).__name__}'")
              text, at = self._text, self._position
              if at == len(text):
                  self._text = text + s
              else:
                  if at > len(text):
                      text += '\0' * (at - len(text))
                  self._text = text[:at] + s + text[at + len(s):]
              self._position = at + len(s)
              return len(s)

          def writelines(self, lines):
              for line in lines:
                  self.write(line)

          def getvalue(self):
              self._check()
              return self._text

          def read(self, size=-1):
              self._check()
              start = self._position
              end = len(self._text) if size is None or size < 0 else min(len(self._text), start + size)
              self._position = max(start, end)
              return self._text[start:end]

          def readline(self, size=-1):
              self._check()
              start = self._position
              end = self._text.find('\n', start)
              end = len(self._text) if end < 0 else end + 1
              if size is not None and size >= 0:
                  end = min(end, start + size)
              self._position = max(start, end)
              return self._text[start:end]

          def readlines(self, hint=-1):
              return list(self)

          def __iter__(self):
              return self

          def __next__(self):
              line = self.readline()
              if not line:
                  raise StopIteration
              return line

          def seek(self, pos, whence=0):
              self._check()
              if whence == 0 and pos < 0:
                  raise ValueError(f'Negative seek position {pos}')
              self._position = len(self._text) if whence == 2 else pos if whence == 0 else self._position
              return self._position

          def tell(self):
              self._check()
              return self._position

          def truncate(self, pos=None):
              self._check()
              if pos is None:
                  pos = self._position
              self._text = self._text[:pos]
              return pos

          def flush(self):
              self._check()

          def isatty(self):
              return False

          def readable(self):
              return True

          def writable(self):
              return True

          def seekable(self):
              return True

          def close(self):
              self.closed = True

          def __enter__(self):
              self._check()
              return self

          def __exit__(self, *details):
              self.close()
      """#)
}

/// `pprint`
enum PprintModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    ModuleObject("pprint", vm, entries: [], python: python)
  }

  private static let python = PythonSource(
    names: ["pprint", "pformat", "pp", "PrettyPrinter"],
    text: #"""
      def _key(value):
          return (str(type(value)), value)

      def _ordered(items):
          try:
              return sorted(items)
          except TypeError:
              return sorted(items, key=lambda v: (str(type(v)), repr(v)))

      class PrettyPrinter:
          def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                       underscore_numbers=False):
              if indent < 0:
                  raise ValueError('indent must be >= 0')
              if not width:
                  raise ValueError('width must be != 0')
              if compact or underscore_numbers:
                  raise NotImplementedError('compact and underscore_numbers are not part of nbsh')
              self._indent, self._width, self._depth = indent, width, depth
              self._sort_dicts = sort_dicts
              self._stream = stream

          def pprint(self, object):
              print(self.pformat(object), file=self._stream)

          def pformat(self, object):
              return self._format(object, 0, 0, 0)

          def _repr(self, object, level):
              kind = type(object)
              deeper = self._depth is not None and level >= self._depth
              if kind is dict and object:
                  if deeper:
                      return '{...}'
                  keys = self._keys(object)
                  return '{' + ', '.join(f'{self._repr(k, level + 1)}: {self._repr(object[k], level + 1)}'
                                         for k in keys) + '}'
              if kind is list and object:
                  if deeper:
                      return '[...]'
                  return '[' + ', '.join(self._repr(v, level + 1) for v in object) + ']'
              if kind is tuple and object:
                  if deeper:
                      return '(...)'
                  inner = ', '.join(self._repr(v, level + 1) for v in object)
                  return f'({inner},)' if len(object) == 1 else f'({inner})'
              return repr(object)

          def _keys(self, object):
              return _ordered(object) if self._sort_dicts else list(object)

          def _format(self, object, indent, allowance, level):
              text = self._repr(object, level)
              if len(text) <= self._width - indent - allowance:
                  return text
              kind = type(object)
              if self._depth is not None and level >= self._depth:
                  return text
              step = self._indent
              if kind is dict and object:
                  parts = []
                  keys = self._keys(object)
                  inner = indent + step
                  for index, key in enumerate(keys):
                      last = index == len(keys) - 1
                      shown = self._repr(key, level + 1)
                      value = self._format(object[key], inner + len(shown) + 2, allowance + 1 if last else 1, level + 1)
                      parts.append(f'{shown}: {value}')
                  return '{' + ' ' * (step - 1) + (',\n' + ' ' * inner).join(parts) + '}'
              if kind in (list, tuple) and object or kind in (set, frozenset) and object:
                  if kind is list:
                      begin, end = '[', ']'
                  elif kind is tuple:
                      begin, end = '(', ',)' if len(object) == 1 else ')'
                  elif kind is set:
                      begin, end = '{', '}'
                  else:
                      begin, end = 'frozenset({', '})'
                  items = _ordered(object) if kind in (set, frozenset) else list(object)
                  inner = indent + len(begin) - 1 + step
                  parts = []
                  for index, item in enumerate(items):
                      last = index == len(items) - 1
                      parts.append(self._format(item, inner, allowance + len(end) if last else 1, level + 1))
                  return begin + ' ' * (step - 1) + (',\n' + ' ' * inner).join(parts) + end
              if kind is str and len(object) > 1:
                  return self._string(object, indent, allowance, level)
              return text

          def _string(self, object, indent, allowance, level):
              chunks = []
              lines = object.splitlines(True)
              if level == 0:
                  indent += 1
                  allowance += 1
              width = room = self._width - indent
              for i, line in enumerate(lines):
                  rep = repr(line)
                  if i == len(lines) - 1:
                      room -= allowance
                  if len(rep) <= room:
                      chunks.append(rep)
                      continue
                  # Words with the white space behind them.
                  parts, word = [], ''
                  for c in line:
                      if word and word[-1].isspace() and not c.isspace():
                          parts.append(word)
                          word = ''
                      word += c
                  parts.append(word)
                  room_here = width
                  current = ''
                  for j, part in enumerate(parts):
                      candidate = current + part
                      if j == len(parts) - 1 and i == len(lines) - 1:
                          room_here -= allowance
                      if len(repr(candidate)) > room_here:
                          if current:
                              chunks.append(repr(current))
                          current = part
                      else:
                          current = candidate
                  if current:
                      chunks.append(repr(current))
              if len(chunks) == 1:
                  return chunks[0]
              text = ('\n' + ' ' * indent).join(chunks)
              return f'({text})' if level == 0 else text

      def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
          return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                               underscore_numbers=underscore_numbers).pformat(object)

      def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
          PrettyPrinter(indent=indent, width=width, depth=depth, stream=stream, compact=compact,
                        sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)

      def pp(object, *args, sort_dicts=False, **kwargs):
          pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
      """#)
}
