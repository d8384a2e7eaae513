import Language

/// `warnings`: filters, and what is done with a warning that they let pass. It goes to the error output,
/// which no recorded output holds.
enum WarningsModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    var saved: [[WarningFilters.Filter]] = []
    let entries = [
      Entry("_warn", "(text, category, message, level, /)") { a in
        try a.vm.warn(
          try a.string(0), try category(a[1]), message: a[2].isNone ? nil : a[2], level: try a.int(3) + 1)
        return .none
      },
      Entry("_insert", "(action, category, message, module, line, append, /)") { a in
        func test(_ value: Value) -> ((String) throws -> Bool)? {
          guard !value.isNone else { return nil }
          return { [lifeline = a.vm.lifeline] text in
            guard let vm = lifeline.vm?.takeUnretainedValue() else { return false }
            return try vm.isTrue(vm.call(value, [.string(text)]))
          }
        }
        guard let action = WarningFilters.Action(rawValue: try a.string(0)) else {
          throw PyError.valueError("invalid action: \(try a.vm.repr(a[0]))")
        }
        let filter = WarningFilters.Filter(
          action, try category(a[1]), message: test(a[2]), module: test(a[3]), line: try a.int(4))
        let filters = a.vm.warnings
        filters.filters.insert(filter, at: try a.vm.isTrue(a[5]) ? filters.filters.count : 0)
        return .none
      },
      Entry("_clear", "()") { a in
        a.vm.warnings.filters = []
        return .none
      },
      Entry("_save", "()") { a in
        saved.append(a.vm.warnings.filters)
        a.vm.warnings.filters = saved[saved.count - 1]
        return .none
      },
      Entry("_restore", "()") { a in
        if let filters = saved.popLast() { a.vm.warnings.filters = filters }
        return .none
      },
      Entry("_text", "(text, category, filename, lineno, line, /)") { a in
        var code: String?
        let (file, number) = (try a.string(2), try a.int(3))
        if !a[4].isNone {
          code = try a.string(4)
        } else if let source = a.vm.warningSource, source.name == file {
          code = source.line(number)
        }
        return .string(
          a.vm.warningText(try a.string(0), try category(a[1]), file: file, line: number, code: code))
      },
      Entry("_write", "(text, /)") { a in
        a.vm.errorOutput(try a.string(0))
        return .none
      },
    ]
    return ModuleObject("warnings", vm, entries: entries, python: python)
  }

  private static func category(_ value: Value) throws -> TypeObject {
    guard case .type(let type) = value, type.isSubtype(of: Types.warning) else {
      throw PyError.typeError("category must be a Warning subclass")
    }
    return type
  }

  private static let python = PythonSource(
    names: [
      "warn", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings", "showwarning",
      "formatwarning", "WarningMessage",
    ],
    text: #"""
      import re as _re

      class WarningMessage:
          def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
              self.message, self.category = message, category
              self.filename, self.lineno = filename, lineno
              self.file, self.line, self.source = file, line, source

          def __str__(self):
              return (f'{{message : {self.message!r}, category : {self.category.__name__!r}, '
                      f'filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}')

      def warn(message, category=None, stacklevel=1, source=None):
          if isinstance(message, Warning):
              category = type(message)
          elif category is None:
              category = UserWarning
          if not (isinstance(category, type) and issubclass(category, Warning)):
              raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
          if isinstance(message, Warning):
              _warn(str(message), category, message, stacklevel)
          else:
              _warn(str(message), category, category(message), stacklevel)

      def formatwarning(message, category, filename, lineno, line=None):
          return _text(str(message), category, filename, lineno, line)

      def showwarning(message, category, filename, lineno, file=None, line=None):
          text = formatwarning(message, category, filename, lineno, line)
          if file is None:
              _write(text)
          else:
              file.write(text)

      def _checked(action, category, lineno):
          if action not in ('error', 'ignore', 'always', 'default', 'module', 'once'):
              raise AssertionError(f'invalid action: {action!r}')
          if not isinstance(category, type):
              raise AssertionError('category must be a class')
          if not issubclass(category, Warning):
              raise AssertionError('category must be a Warning subclass')
          if not isinstance(lineno, int) or lineno < 0:
              raise AssertionError('lineno must be an int >= 0')

      def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
          _checked(action, category, lineno)
          if not isinstance(message, str):
              raise AssertionError('message must be a string')
          if not isinstance(module, str):
              raise AssertionError('module must be a string')
          _insert(action, category, _re.compile(message, _re.I).match if message else None,
                  _re.compile(module).match if module else None, lineno, append)

      def simplefilter(action, category=Warning, lineno=0, append=False):
          _checked(action, category, lineno)
          _insert(action, category, None, None, lineno, append)

      def resetwarnings():
          _clear()

      def _recorder(log):
          def record(message, category, filename, lineno, file=None, line=None):
              log.append(WarningMessage(message, category, filename, lineno, file, line))
          return record

      class catch_warnings:
          def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
              if module is not None:
                  raise NotImplementedError('module= of warnings.catch_warnings is not part of nbsh')
              self._record, self._entered = record, False
              self._filter = None if action is None else (action, category, lineno, append)

          def __enter__(self):
              global showwarning
              if self._entered:
                  raise RuntimeError(f'Cannot enter {self!r} twice')
              self._entered = True
              self._showwarning = showwarning
              _save()
              if self._filter is not None:
                  simplefilter(*self._filter)
              if self._record:
                  log = []
                  showwarning = _recorder(log)
                  return log

          def __exit__(self, *exc_info):
              global showwarning
              if not self._entered:
                  raise RuntimeError(f'Cannot exit {self!r} without entering first')
              _restore()
              showwarning = self._showwarning
      """#)
}
