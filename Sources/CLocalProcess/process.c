#define _GNU_SOURCE
#include "include/CLocalProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>


// Leaves the child; the parent reads the error from the other end of the pipe.
static _Noreturn void fail(int report) {
  int error = errno;
  ssize_t ignored = write(report, &error, sizeof error);
  (void)ignored;
  _exit(127);
}

static void close_others(int report) {
#ifdef SYS_close_range
  // The report descriptor was moved to 3, so that everything above it can go in one call.
  if (report == 3 && syscall(SYS_close_range, 4u, ~0u, 0u) == 0) return;
#endif
  long limit = sysconf(_SC_OPEN_MAX);
  if (limit < 0 || limit > 65536) limit = 65536;
  for (int descriptor = 3; descriptor < limit; descriptor++)
    if (descriptor != report) close(descriptor);
}

static _Noreturn void run_child(const char *path, char *const argv[], char *const envp[], const char *folder,
                                int output, int report, pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) fail(report);
  // A parent that died before the line above took effect has left this child to another one.
  if (getppid() != parent) _exit(127);
  if (setpgid(0, 0) != 0) fail(report);
  int input = open("/dev/null", O_RDONLY);
  if (input < 0 || dup2(output, STDOUT_FILENO) < 0 || dup2(output, STDERR_FILENO) < 0 || dup2(input, STDIN_FILENO) < 0)
    fail(report);
  if (report != 3) {
    if (dup2(report, 3) < 0) fail(report);
    report = 3;
  }
  close_others(report);
  if (fcntl(report, F_SETFD, FD_CLOEXEC) != 0 || chdir(folder) != 0) fail(report);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(path, argv, envp);
  fail(report);
}

pid_t clp_spawn(const char *path, char *const argv[], char *const envp[], const char *folder, int output) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return -errno;
  // No handler of this process may run in the child.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) run_child(path, argv, envp, folder, output, report[1], parent);
  int error = child < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  if (child > 0) {
    ssize_t count;
    do count = read(report[0], &error, sizeof error);
    while (count < 0 && errno == EINTR);
    if (count == (ssize_t)sizeof error) {
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
      }
    } else {
      error = 0;
    }
  }
  close(report[0]);
  return error != 0 ? -error : child;
}

int clp_open_process(pid_t pid) {
  return (int)syscall(SYS_pidfd_open, pid, 0u);
}

int clp_open_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int clp_open_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}
