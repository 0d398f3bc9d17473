package io.activo.deploy.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialProgramTest {
  @Test
  void takesTheEndingsOfWindowsThereOnly() {
    assertEquals(List.of("d"), CredentialProgram.files("d", "Linux"));
    assertEquals(List.of("d"), CredentialProgram.files("d", "Mac OS X"));
    assertEquals(
        List.of("d.exe", "d.cmd", "d.bat", "d"), CredentialProgram.files("d", "Windows 11"));
  }
}
