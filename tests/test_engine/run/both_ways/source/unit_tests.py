# Right: the tests of the main module are found and run.
# %% first
import unittest


class Sums(unittest.TestCase):
    def test_right(self):
        self.assertEqual(1 + 1, 2)

    def test_wrong(self):
        self.assertEqual(1 + 1, 3, "sums")


# %% second
class Quiet(unittest.TextTestResult):
    pass


suite = unittest.defaultTestLoader.loadTestsFromName("__main__")
result = suite.run(unittest.TestResult())
print(result, [str(test) for test, _ in result.failures])
print(result.failures[0][1])
