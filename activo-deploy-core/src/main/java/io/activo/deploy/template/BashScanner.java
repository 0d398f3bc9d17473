package io.activo.deploy.template;

import io.activo.deploy.template.OpenBraces.Kind;
import java.util.BitSet;

/**
 * Finds what bash 5.2 expands in an unquoted here-document, and refuses what this dialect does not
 * do. In the word of a form double quotes are taken away, single quotes stay, and a <code>}</code>
 * between quotes does not end the word.
 */
final class BashScanner extends FormScanner {
  private final BitSet inSingle = new BitSet();
  private final BitSet inDouble = new BitSet();

  BashScanner(TemplateRules rules, byte[] text, Names names, Found found) {
    super(rules, text, names, found);
  }

  @Override
  int next(int from) {
    int at = from;
    while (at < limit && !isSpecial(text[at])) {
      at++;
    }
    return at;
  }

  private boolean isSpecial(byte b) {
    return switch (b) {
      case '$', '\\', '`' -> true;
      case '}', '"', '\'' -> !open.isEmpty();
      default -> false;
    };
  }

  @Override
  int readAt(int at) {
    return switch (text[at]) {
      case '$' -> readDollar(at);
      case '\\' -> readBackslash(at);
      case '"' -> readDoubleQuote(at);
      case '\'' -> readSingleQuote(at);
      case '}' -> quoted() ? at + 1 : readClose(at);
      default -> refuse(at, 1, "a backquote begins a command", "\\`");
    };
  }

  private int readDollar(int dollar) {
    if (stands('{', dollar + 1)) {
      inSingle.clear(open.depth() + 1);
      inDouble.clear(open.depth() + 1);
      return readBraced(dollar);
    }
    if (stands('(', dollar + 1) || stands('[', dollar + 1)) {
      return refuse(dollar, 2, "'$(' and '$[' begin a command or a calculation", "\\$");
    }
    boolean special = dollar + 1 < limit && "0123456789@*#?-$!".indexOf(text[dollar + 1]) >= 0;
    if (special) {
      return refuse(dollar, 2, "'" + shown(dollar, 2) + "' is a parameter of the shell", "\\$");
    }
    int end = readName(dollar);
    refuseWhatGoesOn(dollar, end);
    return end;
  }

  /** bash takes joined lines and the quotes of a word away before it reads a name. */
  private void refuseWhatGoesOn(int dollar, int nameEnd) {
    int at = nameEnd;
    while (true) {
      if (stands('"', at) && !open.isEmpty()) {
        at++;
      } else if (stands('\\', at) && stands('\n', at + 1)) {
        at += 2;
      } else {
        break;
      }
    }
    boolean goesOn = at < limit && (Bytes.inName(text[at]) || nameEnd == dollar + 1);
    if (at > nameEnd && goesOn) {
      mistake(nameEnd, "to bash the name goes on behind this", "write ${NAME}");
    }
  }

  private int refuse(int at, int length, String what, String written) {
    mistake(at, what + ", which is not done here", "write " + written + " to keep it as text");
    return at + length;
  }

  private String shown(int from, int length) {
    return Excerpt.of(text, from, Math.min(limit, from + length));
  }

  /** A backslash goes away before what it takes the meaning from; a joined line has neither. */
  private int readBackslash(int at) {
    boolean joins = stands('\n', at + 1);
    if (inDouble.get(open.depth()) && !joins && !escapes(at + 1)) {
      return refuse(at, 1, "a backslash within double quotes goes away in bash", "\\\\");
    }
    if (joins || escapes(at + 1)) {
      tellUpTo(at);
      skipTo(joins ? at + 2 : at + 1);
    }
    boolean quote = !inSingle.isEmpty() && stands('\'', at + 1);
    return quote ? at + 1 : Math.min(limit, at + 2);
  }

  private boolean escapes(int at) {
    if (at >= limit) {
      return false;
    }
    return switch (text[at]) {
      case '$', '\\', '`' -> true;
      case '}', '"' -> !open.isEmpty();
      default -> false;
    };
  }

  private int readDoubleQuote(int at) {
    if (open.kind() != Kind.TEXT) {
      tellUpTo(at);
      skipTo(at + 1);
    }
    inDouble.flip(open.depth());
    return at + 1;
  }

  private int readSingleQuote(int at) {
    int within = inSingle.nextSetBit(0);
    if (within >= 0 && within < open.depth()) {
      mistake(
          at, "a single quote stands within the single quotes of a word around it", "remove it");
    } else if (!inDouble.get(open.depth())) {
      inSingle.flip(open.depth());
    }
    return at + 1;
  }

  private boolean quoted() {
    return inSingle.get(open.depth()) || inDouble.get(open.depth());
  }
}
